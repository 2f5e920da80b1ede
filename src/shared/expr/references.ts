import {
  type CallExpression,
  childrenOf,
  type Expression,
  type NameExpression,
  type NamePart,
} from './ast.ts';
import type { Reference } from './options.ts';

interface References {
  /** Every use of a symbol, without properties and loop variables. */
  readonly found: readonly Reference[];
  /** Names that stand for no symbol, not even with their last parts taken as properties. */
  readonly unknown: readonly NameExpression[];
  readonly calls: readonly CallExpression[];
  /** Loop variables that hide a symbol or an outer loop variable (§1.3.7). */
  readonly shadowing: readonly NamePart[];
}

/**
 * The symbols that an expression uses (RFC 0005, "Symbol Collection"), in the order of the text. Without the
 * EXPR extension there are no properties: a whole dotted name is one symbol.
 */
export function findReferences(
  expression: Expression,
  scope: { has(name: string): boolean },
  withProperties = true,
): References {
  const found: Reference[] = [];
  const unknown: NameExpression[] = [];
  const calls: CallExpression[] = [];
  const shadowing: NamePart[] = [];
  visit(expression, []);
  found.sort((left, right) => left.start - right.start);
  return { found, unknown, calls, shadowing };

  function visit(node: Expression, loopVariables: readonly string[]): void {
    if (node.kind === 'name') {
      name(node, loopVariables);
    } else if (node.kind === 'comprehension') {
      visit(node.iterable, loopVariables);
      const { variable } = node;
      if (scope.has(variable.text) || loopVariables.includes(variable.text))
        shadowing.push(variable);
      const inner = [...loopVariables, variable.text];
      visit(node.element, inner);
      if (node.condition !== undefined) visit(node.condition, inner);
    } else {
      if (node.kind === 'call') calls.push(node);
      for (const child of childrenOf(node)) visit(child, loopVariables);
    }
  }

  function name(node: NameExpression, loopVariables: readonly string[]): void {
    if (loopVariables.includes(node.parts[0]?.text ?? '')) return;
    const fewest = withProperties ? 1 : node.parts.length;
    for (let count = node.parts.length; count >= fewest; count--) {
      const parts = node.parts.slice(0, count);
      const symbol = parts.map((part) => part.text).join('.');
      if (!scope.has(symbol)) continue;
      found.push({ name: symbol, start: node.start, end: parts.at(-1)?.end ?? node.end });
      return;
    }
    found.push({ name: node.name, start: node.start, end: node.end });
    unknown.push(node);
  }
}
