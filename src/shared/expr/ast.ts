import type { Value } from './values.ts';

/** Where a node stands in the text that was parsed, and how high the tree below it is. */
interface Node {
  readonly start: number;
  readonly end: number;
  /** 1 for a leaf; bounds the recursion of everything that walks the tree. */
  readonly height: number;
}

interface LiteralExpression extends Node {
  readonly kind: 'literal';
  readonly value: Value;
}

export interface NamePart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A dotted name. Which of its parts name a symbol and which are properties (`Param.File.stem`) shows only
 * against a scope: the longest known name wins.
 */
export interface NameExpression extends Node {
  readonly kind: 'name';
  readonly name: string;
  readonly parts: readonly NamePart[];
}

/** A property of something that is not a plain name: `Param.Paths[0].stem`. */
export interface AttributeExpression extends Node {
  readonly kind: 'attribute';
  readonly value: Expression;
  readonly attribute: NamePart;
}

/** `f(a, b)`, or with a receiver the method call `a.f(b)` (§1.3.3). */
export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly receiver: Expression | undefined;
  readonly callee: NamePart;
  readonly args: readonly Expression[];
}

interface SubscriptExpression extends Node {
  readonly kind: 'subscript';
  readonly value: Expression;
  readonly index: Expression;
}

export interface SliceExpression extends Node {
  readonly kind: 'slice';
  readonly value: Expression;
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}

export type UnaryOperator = '-' | '+' | 'not';

interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `and` and `or` return one of their operands (§2.1.6). */
export interface LogicalExpression extends Node {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Expression[];
}

export type CompareOperator = '<' | '>' | '<=' | '>=' | '==' | '!=' | 'in' | 'not in';

/** A comparison, possibly chained: `1 < x < 3` (§1.3.6). There is one operand more than operators. */
export interface CompareExpression extends Node {
  readonly kind: 'compare';
  readonly operators: readonly CompareOperator[];
  readonly operands: readonly Expression[];
}

export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly body: Expression;
  readonly otherwise: Expression;
}

export interface ListExpression extends Node {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface ComprehensionExpression extends Node {
  readonly kind: 'comprehension';
  readonly element: Expression;
  readonly variable: NamePart;
  readonly iterable: Expression;
  readonly condition: Expression | undefined;
}

/** The syntax tree of an expression (Expression Language §1.1). */
export type Expression =
  | LiteralExpression
  | NameExpression
  | AttributeExpression
  | CallExpression
  | SubscriptExpression
  | SliceExpression
  | UnaryExpression
  | BinaryExpression
  | LogicalExpression
  | CompareExpression
  | ConditionalExpression
  | ListExpression
  | ComprehensionExpression;

/** The direct parts of a node, in the order of the text. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'attribute':
      return [node.value];
    case 'call':
      return node.receiver === undefined ? node.args : [node.receiver, ...node.args];
    case 'subscript':
      return [node.value, node.index];
    case 'slice':
      return [node.value, node.lower, node.upper, node.step].filter((part) => part !== undefined);
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'logical':
    case 'compare':
      return node.operands;
    case 'conditional':
      return [node.body, node.test, node.otherwise];
    case 'list':
      return node.items;
    case 'comprehension':
      return [
        node.element,
        node.iterable,
        ...(node.condition === undefined ? [] : [node.condition]),
      ];
  }
}
