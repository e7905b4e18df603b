import { noticeStyles } from '../parts/notice.ts';
import { base } from './base.ts';
import { forms } from './forms.ts';
import { tables } from './tables.ts';
import { tokens } from './tokens.ts';

/** What a page with fields and tables wears; its own styles come after. */
export const wholeSheets = [tokens, base, forms, tables, noticeStyles] as const;

/** A page or part that has fields and no table. */
export const formSheets = [tokens, base, forms, noticeStyles] as const;

/** A page or part that has tables and no field. */
export const tableSheets = [tokens, base, tables, noticeStyles] as const;
