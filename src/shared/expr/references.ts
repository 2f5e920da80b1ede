import { childrenOf, type Expression, type NameExpression } from './ast.ts';
import type { Reference } from './options.ts';

export interface References {
  /** Every use of a symbol, without properties and loop variables. */
  readonly found: readonly Reference[];
  /** Names that stand for no symbol, not even with their last parts taken as properties. */
  readonly unknown: readonly NameExpression[];
}

/** The symbols that an expression uses (RFC 0005, "Symbol Collection"), in the order of the text. */
export function findReferences(
  expression: Expression,
  scope: { has(name: string): boolean },
): References {
  const found: Reference[] = [];
  const unknown: NameExpression[] = [];
  visit(expression, []);
  found.sort((left, right) => left.start - right.start);
  return { found, unknown };

  function visit(node: Expression, loopVariables: readonly string[]): void {
    if (node.kind === 'name') {
      name(node, loopVariables);
    } else if (node.kind === 'comprehension') {
      visit(node.iterable, loopVariables);
      const inner = [...loopVariables, node.variable.text];
      visit(node.element, inner);
      if (node.condition !== undefined) visit(node.condition, inner);
    } else {
      for (const child of childrenOf(node)) visit(child, loopVariables);
    }
  }

  function name(node: NameExpression, loopVariables: readonly string[]): void {
    if (loopVariables.includes(node.parts[0]?.text ?? '')) return;
    for (let count = node.parts.length; count > 0; count--) {
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
