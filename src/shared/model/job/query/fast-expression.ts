import {
  childrenOf,
  compareText,
  type Expression,
  type NameExpression,
  NULL,
  TYPES,
  typesEqual,
  type Value,
} from '../../../expr/index.ts';
import {
  doubt,
  type Fast,
  type FastNames,
  type FastType,
  type FastValue,
  type FastValues,
  fastOf,
  isNumber,
  safe,
  wholeOf,
} from './fast.ts';
import { callFast, ofValue } from './fast-calls.ts';
import { element, FUNCTIONS, METHODS } from './fast-functions.ts';
import { comprehension, listLiteral } from './fast-lists.ts';

/**
 * Compiles an expression: what filters are mostly made of to plain arithmetic, all else to calls of the library's
 * functions, chosen once by the types. Undefined where a type is known to the evaluator alone.
 */
export function compileFast(node: Expression, names: FastNames): Fast | undefined {
  return names.tableOf(node, false) ?? structure(node, names) ?? names.tableOf(node, true);
}

function structure(node: Expression, names: FastNames): Fast | undefined {
  if (node.kind === 'name') return name(node, names);
  if (node.kind === 'comprehension') return comprehension(node, names, compileFast);
  const parts: Fast[] = [];
  for (const child of operandsOf(node)) {
    const compiled = child === undefined ? NONE : compileFast(child, names);
    if (!compiled) return undefined;
    parts.push(compiled);
  }
  return native(node, parts, names) ?? called(node, parts, names);
}

/** The operands in the order in which they are computed and handed to functions. */
function operandsOf(node: Expression): readonly (Expression | undefined)[] {
  if (node.kind === 'slice') return [node.value, node.lower, node.upper, node.step];
  if (node.kind === 'conditional') return [node.test, node.body, node.otherwise];
  return childrenOf(node);
}

/** A bound of a slice that is not there. */
const NONE: Fast = { type: 'other', of: TYPES.nulltype, run: () => NULL };

function native(node: Expression, parts: readonly Fast[], names: FastNames): Fast | undefined {
  const [first, second, third] = parts;
  switch (node.kind) {
    case 'literal':
      return literal(node.value);
    case 'unary':
      return unary(node.operator, first);
    case 'binary':
      return binary(node.operator, first, second);
    case 'logical':
      return logical(node.operator === 'and', parts);
    case 'conditional':
      return conditional(first, second, third);
    case 'list':
      return listLiteral(parts, names.pathFormat);
    case 'compare': {
      const [operator, ...more] = node.operators;
      if (operator !== 'in' && operator !== 'not in') return compare(node.operators, parts);
      const list = node.operands[1];
      if (!first || !second || !list || more.length > 0) return undefined;
      const isNegated = operator === 'not in';
      const known = names.constantOf(list);
      return (
        (known && oneOf(first, known, isNegated)) ??
        itemOf(first, second, isNegated) ??
        partOfText(first, second, isNegated)
      );
    }
    case 'subscript':
      return element(parts);
    case 'call':
      return (node.receiver ? METHODS : FUNCTIONS).get(node.callee.text)?.(parts);
    default:
      return undefined;
  }
}

function called(node: Expression, parts: readonly Fast[], names: FastNames): Fast | undefined {
  if (node.kind !== 'compare') return callFast(node, parts, names.pathFormat);
  // A chain ends at the first comparison that is false (§1.3.6).
  const pairs: Fast[] = [];
  for (const [at, operator] of node.operators.entries()) {
    const [left, right] = [parts[at], parts[at + 1]];
    if (!left || !right) return undefined;
    const args = operator === 'in' || operator === 'not in' ? [right, left] : [left, right];
    const pair =
      compare([operator], [left, right]) ??
      callFast({ ...node, operators: [operator] }, args, names.pathFormat);
    if (pair?.type !== 'bool') return undefined;
    pairs.push(pair);
  }
  return logical(true, pairs);
}

/** The longest known name; what follows are properties. */
function name(node: NameExpression, names: FastNames): Fast | undefined {
  for (let count = node.parts.length; count > 0; count--) {
    const symbol = node.parts.slice(0, count).map(({ text }) => text);
    let found = names.partOf(symbol.join('.'));
    if (!found) continue;
    for (const attribute of node.parts.slice(count)) {
      const { start, end, height } = node;
      const property = { kind: 'attribute', value: node, attribute, start, end, height } as const;
      found = found && callFast(property, [found], names.pathFormat);
    }
    return found;
  }
  return undefined;
}

function literal(value: Value): Fast | undefined {
  const known = fastOf(value);
  if (!known) return undefined;
  const { type, of } = known;
  return { type, of, run: () => known.value, ...(type === 'float' ? { value: () => value } : {}) };
}

function unary(operator: string, operand: Fast | undefined): Fast | undefined {
  if (!operand) return undefined;
  const { run, type, of } = operand;
  if (operator === 'not' && type === 'bool')
    return { type, of, run: (values) => run(values) !== true };
  if (operator === '-' && type === 'int')
    return { type, of, run: (values) => safe(0 - (run(values) as number)) };
  return undefined;
}

const TEXT = { type: 'string', of: TYPES.string } as const;
const BOOL = { type: 'bool', of: TYPES.bool } as const;

/** `and` and `or` of booleans alone: of anything else they return an operand (§2.1.6). */
function logical(isAnd: boolean, operands: readonly Fast[] | undefined): Fast | undefined {
  if (!operands?.every((one) => one.type === 'bool')) return undefined;
  const runs = operands.map((one) => one.run);
  return {
    ...BOOL,
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
  if (test?.type !== 'bool' || !body || !otherwise || !typesEqual(body.of, otherwise.of))
    return undefined;
  const { of, type } = body;
  const choose =
    <T>(yes: (values: FastValues) => T, no: (values: FastValues) => T) =>
    (values: FastValues): T =>
      test.run(values) === true ? yes(values) : no(values);
  if (type !== otherwise.type) return ofValue(of, choose(wholeOf(body), wholeOf(otherwise)));
  const value = type === 'float' ? choose(wholeOf(body), wholeOf(otherwise)) : undefined;
  return { type, of, run: choose(body.run, otherwise.run), value };
}

function binary(
  operator: string,
  left: Fast | undefined,
  right: Fast | undefined,
): Fast | undefined {
  if (!left || !right) return undefined;
  const [a, b] = [left.run, right.run];
  if (operator === '+' && left.type === 'string' && right.type === 'string')
    return { ...TEXT, run: (values) => (a(values) as string) + (b(values) as string) };
  if (!isNumber(left) || !isNumber(right)) return undefined;
  const calculate = ARITHMETIC[operator];
  const areInts = left.type === 'int' && right.type === 'int';
  const isInt = areInts && operator !== '/';
  // Of floats these have rules of their own.
  if (!calculate || (!areInts && ['//', '%', '**'].includes(operator))) return undefined;
  const check = isInt ? safe : finite;
  return {
    type: isInt ? 'int' : 'float',
    of: isInt ? TYPES.int : TYPES.float,
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

function finite(value: number): number {
  if (!Number.isFinite(value)) doubt.raised = true;
  return value;
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
  if (first.type === 'list' || first.type === 'other') return undefined;
  const table = first.type === 'string' ? TEXT_COMPARISONS : COMPARISONS;
  const tests = operators.map((operator) => table[operator]);
  if (tests.includes(undefined)) return undefined;
  const runs = operands.map((one) => one.run);
  return {
    ...BOOL,
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
function oneOf(item: Fast, known: Value, isNegated: boolean): Fast | undefined {
  const { run } = item;
  if (known.kind === 'range_expr' && item.type === 'int') {
    const range = known.value;
    return {
      ...BOOL,
      run: (values) => range.contains(BigInt(run(values) as number)) !== isNegated,
    };
  }
  if (known.kind !== 'list' || item.type === 'list' || item.type === 'other') return undefined;
  const items = known.items.map(fastOf);
  if (!items.every((one) => one !== undefined && areAlike(item, one))) return undefined;
  const set = new Set(items.map((one) => one?.value));
  return { ...BOOL, run: (values) => set.has(run(values)) !== isNegated };
}

/** `Frame in [Tile, 2 * Tile]`. */
function itemOf(item: Fast, list: Fast, isNegated: boolean): Fast | undefined {
  const isAlike = list.of.kind === 'list' && item.type === list.of.item.kind;
  if (list.type !== 'list' || !isAlike) return undefined;
  return {
    ...BOOL,
    run: (values) => {
      const wanted = item.run(values);
      return (list.run(values) as readonly FastValue[]).includes(wanted) !== isNegated;
    },
  };
}

/** `"left" in Name`. */
function partOfText(
  part: Fast | undefined,
  text: Fast | undefined,
  isNegated: boolean,
): Fast | undefined {
  if (part?.type !== 'string' || text?.type !== 'string') return undefined;
  return {
    ...BOOL,
    run: (values) =>
      (text.run(values) as string).includes(part.run(values) as string) !== isNegated,
  };
}
