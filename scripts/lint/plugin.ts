import { relative, sep } from 'node:path';
import { breach } from './rooms.ts';

// Rules that no other linter has, because they are about this house. oxlint loads this file as a plugin named `rapport`.

/** As much of ESLint's rule interface as stands here. */
interface Context {
  readonly filename: string;
  readonly cwd: string;
  report(finding: { node: object; message: string }): void;
}
interface Imports {
  readonly type: string;
  readonly source: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
}

const pathOf = (context: Context): string => relative(context.cwd, context.filename).split(sep).join('/');

/** Which way arrows run. Tests beside the code may import what they need, but not reach into another package's files. */
const arrows = {
  create(context: Context) {
    const file = pathOf(context);
    const isTest = /\.test\.ts$|\/testing\//.test(file);
    const look = (node: Imports): void => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string' || (isTest && !specifier.startsWith('.'))) return;
      if (isTest && packageOf(file) === packageOf(new URL(specifier, `file:///${file}`).pathname.slice(1))) return;
      const message = breach(file, specifier, (node.importKind ?? node.exportKind) === 'type');
      if (message) context.report({ node, message });
    };
    return { ImportDeclaration: look, ExportNamedDeclaration: look, ExportAllDeclaration: look, ImportExpression: look };
  },
};

const packageOf = (file: string): string => /^(packages\/[^/]+|[^/]+)/.exec(file)?.[0] ?? '';

/** No drawers: a folder or file that is named after nothing collects everything. */
const noDrawers = {
  create(context: Context) {
    return {
      Program(node: object): void {
        const drawer = /(?:^|\/)(utils?|helpers?|lib|common|shared|misc)(?:\/|\.[a-z]+$)/.exec(pathOf(context));
        if (drawer) context.report({ node, message: `"${drawer[1]}" says nothing: name the file or folder after what it does` });
      },
    };
  },
};

/** No enum, namespace or parameter property: types vanish when the code is built, and nothing else does. */
const erasable = {
  create(context: Context) {
    const report = (message: string) => (node: object) => context.report({ node, message });
    return {
      TSEnumDeclaration: report('no enum: a union of strings, or an `as const` object'),
      TSModuleDeclaration(node: { kind?: string; declare?: boolean }): void {
        if (node.kind === 'namespace' && !node.declare) context.report({ node, message: 'no namespace: a module is one already' });
      },
      TSParameterProperty: report('no parameter property: declare the field and assign it'),
    };
  },
};

/** Time comes in as an argument. (`Date.now` and `Math.random` are held by no-restricted-properties; this is the third door.) */
const noHiddenClock = {
  create(context: Context) {
    return {
      NewExpression(node: { callee: { type: string; name?: string }; arguments: readonly unknown[] }): void {
        if (node.callee.name === 'Date' && node.arguments.length === 0)
          context.report({ node, message: '`new Date()` reads the clock: take the time as an argument' });
      },
    };
  },
};

/** zod is imported whole: named, wrangler's bundler takes every language file along (93 kB instead of 26). */
const wholeZod = {
  create(context: Context) {
    return {
      ImportDeclaration(node: Imports & { specifiers: readonly { type: string }[] }): void {
        if (node.source?.value !== 'zod' || node.importKind === 'type') return;
        if (node.specifiers.some(({ type }) => type !== 'ImportNamespaceSpecifier'))
          context.report({ node, message: "write `import * as z from 'zod'`" });
      },
    };
  },
};

const plugin = {
  meta: { name: 'rapport' },
  rules: { arrows, 'no-drawers': noDrawers, erasable, 'no-hidden-clock': noHiddenClock, 'whole-zod': wholeZod },
};

// oxlint asks for a default export.
export default plugin;
