import type { BinaryOperator, CompareOperator, UnaryOperator } from './ast.ts';
import type { FunctionDefinition } from './functions/definition.ts';
import { FUNCTIONS } from './library.ts';

/** The functions behind the operators (§1.3.3). */
const OPERATOR_NAMES = {
  '+': '__add__',
  '-': '__sub__',
  '*': '__mul__',
  '/': '__truediv__',
  '//': '__floordiv__',
  '%': '__mod__',
  '**': '__pow__',
  '==': '__eq__',
  '!=': '__ne__',
  '<': '__lt__',
  '>': '__gt__',
  '<=': '__le__',
  '>=': '__ge__',
  in: '__contains__',
  'not in': '__not_contains__',
  '[]': '__getitem__',
  'unary -': '__neg__',
  'unary +': '__pos__',
  not: '__not__',
} as const;

export const BINARY: Readonly<Record<BinaryOperator | CompareOperator | '[]', FunctionDefinition>> =
  {
    '+': operator('+'),
    '-': operator('-'),
    '*': operator('*'),
    '/': operator('/'),
    '//': operator('//'),
    '%': operator('%'),
    '**': operator('**'),
    '==': operator('=='),
    '!=': operator('!='),
    '<': operator('<'),
    '>': operator('>'),
    '<=': operator('<='),
    '>=': operator('>='),
    in: operator('in'),
    'not in': operator('not in'),
    '[]': operator('[]'),
  };

export const UNARY: Readonly<Record<UnaryOperator, FunctionDefinition>> = {
  '-': operator('unary -'),
  '+': operator('unary +'),
  not: operator('not'),
};

const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries(OPERATOR_NAMES).map(([symbol, name]) => [name, symbol.replace('unary ', '')]),
);

/** How an operator's function is written in an expression; undefined for other functions. */
export function operatorSymbol(name: string): string | undefined {
  return SYMBOLS.get(name);
}

function operator(symbol: keyof typeof OPERATOR_NAMES): FunctionDefinition {
  const definition = FUNCTIONS.get(OPERATOR_NAMES[symbol]);
  if (definition === undefined) throw new Error(`No function for the operator ${symbol}`);
  return definition;
}
