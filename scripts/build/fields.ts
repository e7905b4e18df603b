import type { Plugin } from 'rollup';
import { cut, nodesOf, treeOf, type Cut, type Node } from './tree.ts';

// Private fields begin where they are declared: `#round = -1` says in fewer bytes what esbuild writes, `constructor() { super(...arguments); this.#round = -1; } #round;`.
// It sets every field in the constructor, because decorated ones must be set and not defined; private ones are never decorated.

/** What stands in a block, or in a class. */
const inside = (node: unknown): readonly Node[] => ((node as Node | undefined)?.['body'] ?? []) as readonly Node[];

/** The private field that a statement sets, and to what: `this.#name = value`. */
function settingOf(statement: Node): { name: string; value: Node } | null {
  const { left, right } = (statement['expression'] ?? {}) as { left?: Node; right?: Node };
  const { object, property } = (left ?? {}) as { object?: Node; property?: Node };
  return right && object?.type === 'ThisExpression' && property?.type === 'PrivateIdentifier'
    ? { name: String(property['name']), value: right }
    : null;
}

/** True when it makes no difference whether a value is made before the public fields are set or after: it reads none of them at once. */
const standsAlone = (value: Node): boolean =>
  value.type.endsWith('FunctionExpression') ||
  ![...nodesOf(value)].some(
    ({ type, object, property }) =>
      type === 'MemberExpression' && (object as Node).type === 'ThisExpression' && (property as Node).type === 'Identifier',
  );

/** What changes in a class: nothing, when its author wrote a constructor. */
function cutsIn(made: Node, code: string): Cut[] {
  const members = inside(made['body']);
  const maker = members.find(({ kind }) => kind === 'constructor');
  const [first, ...statements] = inside((maker?.['value'] as Node | undefined)?.['body']);
  if (!maker || !first || code.slice(first.start, first.end) !== 'super(...arguments);') return [];
  const moves = statements.flatMap((statement) => {
    const set = settingOf(statement);
    const field = members.find(
      ({ type, key, value }) =>
        type === 'PropertyDefinition' && !value && (key as Node).type === 'PrivateIdentifier' && (key as Node)['name'] === set?.name,
    );
    return set && field && standsAlone(set.value) ? [{ set, field, statement }] : [];
  });
  const empty = moves.length === statements.length;
  // Who makes an element is the browser, and it has no arguments.
  const isElement = (made['superClass'] as Node | null)?.['name'] === 'LitElement';
  return [
    ...moves.map(({ set, field }) => ({ from: field.start, to: field.end, text: `#${set.name} = ${code.slice(set.value.start, set.value.end)};` })),
    ...(isElement && !empty ? [{ from: first.start, to: first.end, text: 'super();' }] : []),
    ...(empty ? [maker] : moves.map(({ statement }) => statement)).map(({ start, end }) => ({ from: start, to: end, text: '' })),
  ];
}

/** Code without types whose private fields begin where they are declared. */
export const placed = (code: string): string =>
  code.includes('super(...arguments);')
    ? cut(
        code,
        [...nodesOf(treeOf(code))].filter(({ type }) => /^Class(Decl|Expr)/.test(type)).flatMap((node) => cutsIn(node, code)),
      )
    : code;

/** Comes after esbuild. */
export const withFields: Plugin = {
  name: 'with-fields',
  transform: (code, id) => (id.includes('/packages/') ? { code: placed(code), map: null } : null),
};
