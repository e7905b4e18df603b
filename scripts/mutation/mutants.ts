import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../serve/paths.ts';

/** A file with one small thing wrong. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly code: string;
}

const OTHERS: Readonly<Partial<Record<ts.SyntaxKind, readonly string[]>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.QuestionQuestionToken]: ['&&'],
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
};

/** Every mutant of a file: each changes one place of its syntax tree, and types are none of them. */
export function mutantsOf(file: string): Mutant[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const replace = (node: ts.Node, by: string): void => {
    const start = node.getStart(source);
    const was = text.slice(start, node.end);
    if (was === by) return;
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    mutants.push({ file, line, what: `${short(was)} → ${short(by) || 'nothing'}`, code: text.slice(0, start) + by + text.slice(node.end) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    for (const by of replacementsOf(node, source)) replace(node, by);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}

const short = (code: string): string => (code.length > 60 ? `${code.slice(0, 57)}…` : code).replaceAll(/\s+/g, ' ');

/** What could stand in place of a node: the opposite, the neighbour, or nothing. */
function replacementsOf(node: ts.Node, source: ts.SourceFile): string[] {
  const text = node.getText(source);
  if (ts.isToken(node) && OTHERS[node.kind] && ts.isBinaryExpression(node.parent) && node.parent.operatorToken === node)
    return [...(OTHERS[node.kind] ?? [])];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true'];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return [node.operand.getText(source)];
  if (ts.isStringLiteral(node) && !ts.isPropertyName(node.parent) && !ts.isLiteralTypeNode(node.parent)) return [text === "''" ? "'mutant'" : "''"];
  if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) return ['``'];
  if (ts.isNumericLiteral(node)) return [`${Number(text.replaceAll('_', '')) + 1}`, ...(Number(text) > 0 ? ['0'] : [])];
  if (ts.isRegularExpressionLiteral(node))
    return [text.replace('/^', '/'), text.replace(/\$\/(\w*)$/, '/$1'), '/(?!)/'].filter((one) => one !== text);
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return ['[]'];
  if (ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.parent)) return [`mutant: ${node.initializer.getText(source)}`];
  if (ts.isSpreadAssignment(node)) return ['...{}'];
  if (ts.isConditionalExpression(node)) return [node.whenTrue.getText(source), node.whenFalse.getText(source)].map((one) => `(${one})`);
  if (ts.isIfStatement(node)) return [`if (false) ${node.thenStatement.getText(source)}`, `if (true) ${node.thenStatement.getText(source)}`];
  if (ts.isExpressionStatement(node)) return [';'];
  if (ts.isReturnStatement(node) && node.expression) return ['return undefined;'];
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return [];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return callsWithout(node, source);
  return [];
}

/** A link of a chain left out: `x.setIssuedAt(y)` → `x`. */
function callsWithout(node: ts.CallExpression, source: ts.SourceFile): string[] {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || !/^(set|some|every|toLowerCase|trim|replace|slice)/.test(expression.name.text)) return [];
  if (/^(some|every)$/.test(expression.name.text))
    return [
      `${expression.expression.getText(source)}.${expression.name.text === 'some' ? 'every' : 'some'}(${node.arguments.map((one) => one.getText(source)).join(', ')})`,
    ];
  return [expression.expression.getText(source)];
}
