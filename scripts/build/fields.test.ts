import { expect, test } from 'vitest';
import { placed } from './fields.ts';

/** A class as esbuild writes it. */
const made = (sets: string, rest: string): string =>
  `class A extends B {\n  constructor() {\n    super(...arguments);\n    ${sets}\n  }\n  ${rest}\n}\n`;
const short = (code: string): string => placed(code).replace(/\s+/g, ' ');

test('a private field begins where it is declared, and public ones are set as before', () =>
  expect(short(made('this.busy = false;\n    this.#round = -1;', '#round;\n  #other;'))).toBe(
    'class A extends B { constructor() { super(...arguments); this.busy = false; } #round = -1; #other; } ',
  ));

test('a constructor with nothing left to do is gone', () =>
  expect(short(made('this.#client = new Controller(this);', '#client;'))).toBe('class A extends B { #client = new Controller(this); } '));

test('an element is made without arguments; anything else hands them on', () => {
  const code = made('this.busy = false;', '');
  expect(short(code)).toContain('super(...arguments);');
  expect(short(code.replace('B', 'LitElement'))).toBe('class A extends LitElement { constructor() { super(); this.busy = false; } } ');
});

test('what reads a public field at once is set after it; a function reads it later', () => {
  const code = made('this.most = 2;\n    this.#left = this.most;', '#left;');
  expect(placed(code)).toBe(code);
  expect(short(made('this.most = 2;\n    this.#more = () => this.most;', '#more;'))).toContain('#more = () => this.most;');
});

test('a constructor that somebody wrote stays as it is', () => {
  const code = 'class A {\n  constructor(host) {\n    this.#round = 0;\n    this.#host = host;\n  }\n  #round;\n  #host;\n}';
  expect(placed(code)).toBe(code);
});

test('it does the same as before', async () => {
  const run = async (code: string): Promise<unknown> => {
    const url = `data:text/javascript,${encodeURIComponent(`class B {}\n${code}\nexport const told = new A().told();`)}`;
    return ((await import(/* @vite-ignore */ url)) as { told: unknown }).told;
  };
  const code = made(
    'this.a = 1;\n    this.#b = [1].length;\n    this.#c = () => this.a + this.#b;',
    '#b;\n  #c;\n  told() { return [this.#b, this.#c()]; }',
  );
  expect(await run(placed(code))).toEqual([1, 2]);
  expect(await run(code)).toEqual([1, 2]);
});
