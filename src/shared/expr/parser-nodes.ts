import { childrenOf, type Expression } from './ast.ts';

type WithoutPlace<T> = T extends Expression ? Omit<T, 'start' | 'end' | 'height'> : never;

/** A node before it has a place. */
export type NodeFields = WithoutPlace<Expression>;

/** Gives a node its place and its height. */
export function makeNode(fields: NodeFields, start: number, end: number): Expression {
  const node = { ...fields, start, end, height: 1 } as Expression;
  let height = 0;
  for (const child of childrenOf(node)) height = Math.max(height, child.height);
  return { ...node, height: height + 1 };
}
