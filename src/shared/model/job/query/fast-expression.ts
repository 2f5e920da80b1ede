import { compareText, type Expression, type Value } from '../../../expr/index.ts';
import { FUNCTIONS, METHODS } from './fast-functions.ts';

/** What a part of a compiled expression is. */
export type FastType = 'int' | 'float' | 'bool' | 'string';
export type FastValue = number | boolean | string;
/** Values of parameters by their slot. */
export type FastValues = readonly FastValue[];

export interface Fast {
  readonly type: FastType;
  run(values: FastValues): FastValue;
}

/** How names and what is not compiled are met. */
export interface FastNames {
  slotOf(name: string): { readonly slot: number; readonly type: FastType } | undefined;
  /** A part that is known in another way: by a table of the one parameter that it is about. */
  tableOf?(part: Expression, isLast: boolean): Fast | undefined;
  /** What a part without any parameter is. */
  constantOf?(part: Expression): Value | undefined;
}

/** Raised while an expression runs where only the evaluator knows: an overflow, a division by zero. */
export const doubt = { raised: false };

/** Compiles an expression of integers, floats, booleans and texts; undefined for anything else. */
export function compileFast(node: Expression, names: FastNames): Fast | undefined {
  return names.tableOf?.(node, false) ?? structure(node, names) ?? names.tableOf?.(node, true);
}

function structure(node: Expression, names: FastNames): Fast | undefined {
  const compile = (part: Expression) => compileFast(part, names);
  const all = (parts: readonly Expression[]) => {
    const compiled = parts.map(compile);
    return compiled.every((one) => one !== undefined) ? compiled : undefined;
  };
  switch (node.kind) {
    case 'literal':
      return literal(node.value);
    case 'name': {
      const found = names.slotOf(node.name);
      if (!found) return undefined;
      const { slot, type } = found;
      return { type, run: (values) => values[slot] ?? Number.NaN };
    }
    case 'unary':
      return unary(node.operator, compile(node.operand));
    case 'binary':
      return binary(node.operator, compile(node.left), compile(node.right));
    case 'logical':
      return logical(node.operator === 'and', all(node.operands));
    case 'conditional':
      return conditional(compile(node.test), compile(node.body), compile(node.otherwise));
    case 'compare': {
      const [operator, ...more] = node.operators;
      if (operator !== 'in' && operator !== 'not in')
        return compare(node.operators, all(node.operands));
      const [item, list] = node.operands;
      if (!item || !list || more.length > 0) return undefined;
      const isNegated = operator === 'not in';
      const known = names.constantOf?.(list);
      return known?.kind === 'list' || known?.kind === 'range_expr'
        ? oneOf(compile(item), known, isNegated)
        : partOfText(compile(item), compile(list), isNegated);
    }
    case 'call': {
      const args = all(node.receiver ? [node.receiver, ...node.args] : node.args);
      const table = node.receiver ? METHODS : FUNCTIONS;
      return args && table.get(node.callee.text)?.(args);
    }
    default:
      return undefined;
  }
}

function literal(value: Value): Fast | undefined {
  const known = fastOf(value);
  return known && { type: known.type, run: () => known.value };
}

/** A value as compiled expressions have it; undefined for what they do not know. */
export function fastOf(
  value: Value,
): { readonly type: FastType; readonly value: FastValue } | undefined {
  if (value.kind === 'string') return { type: 'string', value: value.value };
  if (value.kind === 'bool') return { type: 'bool', value: value.value };
  if (value.kind === 'float') return { type: 'float', value: value.value };
  if (value.kind !== 'int' || !Number.isSafeInteger(Number(value.value))) return undefined;
  return { type: 'int', value: Number(value.value) };
}

function unary(operator: string, operand: Fast | undefined): Fast | undefined {
  if (!operand) return undefined;
  const { run, type } = operand;
  if (operator === 'not' && type === 'bool') return { type, run: (values) => run(values) !== true };
  if (operator === '-' && type === 'int')
    return { type, run: (values) => safe(0 - (run(values) as number)) };
  return undefined;
}

/** `and` and `or` of booleans alone: of anything else they return an operand (§2.1.6). */
function logical(isAnd: boolean, operands: readonly Fast[] | undefined): Fast | undefined {
  if (!operands?.every((one) => one.type === 'bool')) return undefined;
  const runs = operands.map((one) => one.run);
  return {
    type: 'bool',
    run: (values) => {
      for (const run of runs) if (run(values) !== isAnd) return !isAnd;
      return isAnd;
    },
  };
}

function conditional(
  test: Fast | undefined,
  body: Fast | undefined,
  otherwise: Fast | undefined,
): Fast | undefined {
  if (test?.type !== 'bool' || !body || body.type !== otherwise?.type) return undefined;
  return {
    type: body.type,
    run: (values) => (test.run(values) === true ? body.run(values) : otherwise.run(values)),
  };
}

function binary(
  operator: string,
  left: Fast | undefined,
  right: Fast | undefined,
): Fast | undefined {
  if (!left || !right) return undefined;
  const [a, b] = [left.run, right.run];
  if (operator === '+' && left.type === 'string' && right.type === 'string')
    return { type: 'string', run: (values) => (a(values) as string) + (b(values) as string) };
  if (!isNumber(left) || !isNumber(right)) return undefined;
  const calculate = ARITHMETIC[operator];
  const areInts = left.type === 'int' && right.type === 'int';
  const isInt = areInts && operator !== '/';
  // Of floats these have rules of their own.
  if (!calculate || (!areInts && ['//', '%', '**'].includes(operator))) return undefined;
  const check = isInt ? safe : finite;
  return {
    type: isInt ? 'int' : 'float',
    run: (values) => check(calculate(a(values) as number, b(values) as number)),
  };
}

/** Division rounds down, and the remainder has the divisor's sign (Expression Language §2.1). */
const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? Number.NaN : a / b),
  '//': (a, b) => (b === 0 ? Number.NaN : Math.floor(a / b)),
  '%': (a, b) => (b === 0 ? Number.NaN : a - b * Math.floor(a / b)),
  '**': power,
};

/** By multiplication: exact as long as it is below 2⁵³. */
function power(base: number, exponent: number): number {
  if (exponent < 0 || exponent > 64) return Number.NaN;
  let product = 1;
  for (let times = 0; times < exponent; times++) product *= base;
  return product;
}

/** Numbers beyond 2⁵³ are no longer exact: the evaluator's are. */
export function safe(value: number): number {
  if (!Number.isSafeInteger(value)) doubt.raised = true;
  return value;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) doubt.raised = true;
  return value;
}

export function isNumber({ type }: { readonly type: FastType }): boolean {
  return type === 'int' || type === 'float';
}

const areAlike = (one: { readonly type: FastType }, other: { readonly type: FastType }): boolean =>
  one.type === other.type || (isNumber(one) && isNumber(other));

function compare(
  operators: readonly string[],
  operands: readonly Fast[] | undefined,
): Fast | undefined {
  const first = operands?.[0];
  if (!first || !operands.every((one) => areAlike(first, one))) return undefined;
  const isOrdered = operators.some((one) => one !== '==' && one !== '!=');
  if (first.type === 'bool' && isOrdered) return undefined;
  const table = first.type === 'string' ? TEXT_COMPARISONS : COMPARISONS;
  const tests = operators.map((operator) => table[operator]);
  if (tests.includes(undefined)) return undefined;
  const runs = operands.map((one) => one.run);
  return {
    type: 'bool',
    run: (values) => {
      let left = runs[0]?.(values) ?? Number.NaN;
      for (let at = 0; at < tests.length; at++) {
        const right = runs[at + 1]?.(values) ?? Number.NaN;
        if (tests[at]?.(left, right) !== true) return false;
        left = right;
      }
      return true;
    },
  };
}

type Test = (a: FastValue, b: FastValue) => boolean;

const COMPARISONS: Readonly<Record<string, Test>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

const order = (a: FastValue, b: FastValue): number => compareText(a as string, b as string);

const TEXT_COMPARISONS: Readonly<Record<string, Test>> = {
  ...COMPARISONS,
  '<': (a, b) => order(a, b) < 0,
  '>': (a, b) => order(a, b) > 0,
  '<=': (a, b) => order(a, b) <= 0,
  '>=': (a, b) => order(a, b) >= 0,
};

/** `x in Param.Frames`, `x in [1, 2]`: one of the values that are known beforehand. */
function oneOf(item: Fast | undefined, known: Value, isNegated: boolean): Fast | undefined {
  if (!item) return undefined;
  const { run } = item;
  if (known.kind === 'range_expr' && item.type === 'int') {
    const range = known.value;
    return {
      type: 'bool',
      run: (values) => range.contains(BigInt(run(values) as number)) !== isNegated,
    };
  }
  if (known.kind !== 'list') return undefined;
  const items = known.items.map(fastOf);
  if (!items.every((one) => one !== undefined && areAlike(item, one))) return undefined;
  const set = new Set(items.map((one) => one?.value));
  return { type: 'bool', run: (values) => set.has(run(values)) !== isNegated };
}

/** `"left" in Name`. */
function partOfText(
  part: Fast | undefined,
  text: Fast | undefined,
  isNegated: boolean,
): Fast | undefined {
  if (part?.type !== 'string' || text?.type !== 'string') return undefined;
  return {
    type: 'bool',
    run: (values) =>
      (text.run(values) as string).includes(part.run(values) as string) !== isNegated,
  };
}
