import { parseAst } from 'rollup/parseAst';

/** As much of a syntax tree as the build looks at. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** The tree of a module. @throws when it is none. */
export const treeOf = (code: string): Node => parseAst(code) as unknown as Node;

/** Every node of a tree, the outer ones first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) for (const part of [value].flat()) if (isNode(part)) yield* nodesOf(part);
}

/** A piece of code, and what stands there instead. */
export interface Cut {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Code with pieces replaced; none of them lies in another. */
export const cut = (code: string, cuts: readonly Cut[]): string =>
  cuts.toSorted((a, b) => b.from - a.from).reduce((told, { from, to, text }) => told.slice(0, from) + text + told.slice(to), code);
