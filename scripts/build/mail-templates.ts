import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error -- comes without types
import mjml from 'mjml';
import { ROOT } from '../serve/paths.ts';

/** What is needed of MJML. */
const mjml2html = mjml as (source: string, options: object) => Promise<{ html: string; errors: readonly { formattedMessage: string }[] }>;

/** The mails, by the name of their file in worker/src/channels/templates. */
export const MAIL_TEMPLATES = ['message', 'notice', 'owner'] as const;

const folder = join(ROOT, 'worker', 'src', 'channels', 'templates');
export const COMPILED = join(ROOT, 'worker', 'src', 'channels', 'generated', 'templates.ts');

/** The mail templates as HTML with placeholders, as a module: MJML is far too large for a worker, and what it writes never changes at run time. */
export async function compiledTemplates(): Promise<string> {
  const parts: string[] = [];
  for (const name of MAIL_TEMPLATES) {
    const source = readFileSync(join(folder, `${name}.mjml`), 'utf8');
    const { html, errors } = await mjml2html(source, { fonts: {}, validationLevel: 'strict', keepComments: true });
    if (errors.length > 0) throw new Error(`${name}.mjml: ${errors.map(({ formattedMessage }) => formattedMessage).join('; ')}`);
    if (/fonts\.googleapis|@import|<link/.test(html)) throw new Error(`${name}.mjml links out`);
    const small = html
      .replace(/>\s+</g, '><')
      .replace(/\s{2,}/g, ' ')
      .trim();
    parts.push(`  ${name}: ${JSON.stringify(small)},`);
  }
  return `// Written by \`npm run build\` from worker/src/channels/templates; changes made here are lost.\n/* oxlint-disable max-lines */\n\n/** Mails as HTML with {{placeholders}}; \`<!--part-->…<!--/part-->\` may be repeated or left out. */\nexport const TEMPLATES = {\n${parts.join('\n')}\n} as const;\n`;
}

/** Writes the compiled templates if they have changed. True when something was written. */
export async function writeTemplates(): Promise<boolean> {
  const text = await compiledTemplates();
  if (existsSync(COMPILED) && readFileSync(COMPILED, 'utf8') === text) return false;
  writeFileSync(COMPILED, text);
  return true;
}
