import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import type { Pages } from './docs.ts';
import type { Manifest } from './elements.ts';

/** What editors read to complete and explain our tags: VS Code its custom data, the JetBrains ones web types. From the manifest, by the tools of their readers. */
export function editorData(manifest: Manifest, version: string): Pages {
  // Their types name the manifest's package, which is the form that the analyzer writes.
  const read = manifest as unknown as Parameters<typeof getWebTypesData>[0] & Parameters<typeof getVsCodeHtmlCustomData>[0];
  return {
    'packages/elements/vscode.html-custom-data.json': tidy(getVsCodeHtmlCustomData(read, { hideLogs: true })),
    'packages/elements/web-types.json': tidy(getWebTypesData(read, { hideLogs: true }), { name: '@rapport/elements', version }),
  };
}

/** As a file that differs only where its content does; their tool would name the workspace instead of the package. */
const tidy = (json: string, named: object = {}): string => `${JSON.stringify({ ...(JSON.parse(json) as object), ...named }, null, 2)}
`;
