import type { Pages } from './docs.ts';
import type { Declaration } from './elements.ts';

/** A component, by its tag and its class. */
export interface Tagged {
  readonly tag: string;
  /** The module that defines the tag, from the package's folder. */
  readonly path: string;
  readonly element: Declaration;
}

/**
 * The React package: one wrapper a component, with its events typed. `rapport-voucher-cancel` becomes `onVoucherCancel`.
 * Only components that `@rapport/elements` hands out are wrapped: the others are parts of these.
 */
export function reactWrappers(components: readonly Tagged[], handedOut: ReadonlySet<string>): Pages {
  const wrapped = components.filter(({ element: { name = '' } }) => handedOut.has(name));
  const files = wrapped.map((one) => [`packages/react/src/${fileOf(one)}`, wrapper(one)]);
  const index = wrapped.map((one) => `export * from './${fileOf(one)}';`);
  return { ...(Object.fromEntries(files) as Pages), 'packages/react/src/index.ts': `${[WRITTEN, ...index].join('\n')}\n` };
}

const WRITTEN = '// Written by `npm run docs` from packages/elements/custom-elements.json.';
const fileOf = ({ tag }: Tagged): string => `${tag.replace('rapport-', '')}.ts`;

function wrapper({ tag, path, element: { name, description = '', events = [] } }: Tagged): string {
  const types = [...new Set(events.map(({ type }) => type?.text ?? 'Event'))].filter((type) => type !== 'Event');
  const named = events.map((event) => `    ${handler(event.name ?? '')}: '${event.name}' as EventName<${event.type?.text ?? 'Event'}>,`);
  return [
    WRITTEN,
    // Where components are drawn on a server as well (React's server components), these are of the page.
    "'use client';",
    '',
    `import { createComponent${named.length > 0 ? ', type EventName' : ''} } from '@lit/react';`,
    `import { ${name} as Element${types.map((type) => `, type ${type}`).join('')} } from '@rapport/elements';`,
    `import '@rapport/elements/${path.replace(/^src\/|\.ts$/g, '')}';`,
    "import * as react from 'react';",
    '',
    `/** ${description.replaceAll('\n', ' ').trim()} */`,
    `export const ${name} = createComponent({`,
    '  react,',
    `  tagName: '${tag}',`,
    '  elementClass: Element,',
    ...(named.length > 0 ? ['  events: {', ...named, '  },'] : []),
    '});',
    '',
  ].join('\n');
}

/** `rapport-redeem` → `onRedeem`. */
const handler = (event: string): string =>
  `on${event
    .replace(/^rapport-/, '')
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`;
