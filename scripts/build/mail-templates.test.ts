import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COMPILED, compiledTemplates } from './mail-templates.ts';

it('the compiled mails are those of the templates: `npm run build` writes them', async () => {
  expect(readFileSync(COMPILED, 'utf8') === (await compiledTemplates())).toBe(true);
}, 30_000);
