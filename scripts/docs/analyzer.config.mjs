import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// The analyzer reads one tag a line; our docstrings put several on one where they are short (CONVENTIONS 4). So each gets its own line first.
const splitTags = (source) =>
  source.replace(/\/\*\*[\s\S]*?\*\//g, (comment) => comment.replace(/(?<!^\s*\*|\/\*\*)\s+@(event|slot|csspart|cssproperty)\b/gm, '\n * @$1'));

// The analyzer asks for a default export.
export default {
  // Otherwise it would write into package.json.
  packagejson: false,
  overrideModuleCreation: ({ ts, globs }) =>
    globs.map((file) =>
      ts.createSourceFile(file, splitTags(readFileSync(join(process.cwd(), 'packages', 'elements', file), 'utf8')), ts.ScriptTarget.ES2022, true),
    ),
};
