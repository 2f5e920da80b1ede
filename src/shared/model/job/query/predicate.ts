import type { Expression } from '../../../expr/index.ts';

/** What a parameter is inside of a compiled predicate. */
export type FastType = 'int' | 'float' | 'bool' | 'string';
type FastValue = number | boolean | string;
/** Values of parameters by their slot; NaN in the result of integers stands for "ask the evaluator". */
export type FastValues = readonly FastValue[];

interface Compiled {
  readonly type: FastType;
  run(values: FastValues): FastValue;
}

/** True, false, or undefined where only the evaluator knows: an overflow, a division by zero. */
export type FastPredicate = (values: FastValues) => boolean | undefined;

/**
 * Compiles what filters are mostly made of (arithmetic of integers, comparisons, and, or, not), so that a
 * million tasks are looked at within a blink. Undefined for anything else; the evaluator decides then.
 */
export function compilePredicate(
  expression: Expression,
  slotOf: (name: string) => { readonly slot: number; readonly type: FastType } | undefined,
  /** Decides a condition that is not compiled, where another way is known; undefined: it is not. */
  otherwise: (condition: Expression) => FastPredicate | undefined = () => undefined,
): FastPredicate | undefined {
  const compiled = compileCondition(expression, slotOf, otherwise);
  if (compiled?.type !== 'bool') return undefined;
  let unsure = false;
  const fail = () => {
    unsure = true;
  };
  const { run } = compiled;
  return (values) => {
    unsure = false;
    state.fail = fail;
    const result = run(values);
    return unsure ? undefined : result === true;
  };
}

/** Where a compiled predicate says that it does not know; predicates run one at a time. */
const state = { fail: (): void => {} };

type Slots = Parameters<typeof compilePredicate>[1];
type Otherwise = (condition: Expression) => FastPredicate | undefined;

/** A condition: its parts may each be decided in their own way. */
function compileCondition(
  node: Expression,
  slotOf: Slots,
  otherwise: Otherwise,
): Compiled | undefined {
  if (node.kind === 'logical')
    return logical(
      node.operator === 'and',
      node.operands.map((operand) => compileCondition(operand, slotOf, otherwise)),
    );
  if (node.kind === 'unary' && node.operator === 'not')
    return unary('not', compileCondition(node.operand, slotOf, otherwise));
  const compiled = compile(node, slotOf);
  if (compiled) return compiled;
  const decide = otherwise(node);
  if (!decide) return undefined;
  return {
    type: 'bool',
    run: (values) => {
      const decided = decide(values);
      if (decided === undefined) state.fail();
      return decided === true;
    },
  };
}

function logical(
  isAnd: boolean,
  operands: readonly (Compiled | undefined)[],
): Compiled | undefined {
  if (!operands.every((one) => one?.type === 'bool')) return undefined;
  const runs = operands.flatMap((one) => (one ? [one.run] : []));
  return {
    type: 'bool',
    run: (values) => {
      for (const run of runs) if (run(values) !== isAnd) return !isAnd;
      return isAnd;
    },
  };
}

function compile(node: Expression, slotOf: Slots): Compiled | undefined {
  switch (node.kind) {
    case 'literal':
      return literal(node.value);
    case 'name': {
      const found = slotOf(node.name);
      if (!found) return undefined;
      const { slot, type } = found;
      return { type, run: (values) => values[slot] ?? Number.NaN };
    }
    case 'unary':
      return unary(node.operator, compile(node.operand, slotOf));
    case 'binary':
      return binary(node.operator, compile(node.left, slotOf), compile(node.right, slotOf));
    case 'logical':
      return logical(
        node.operator === 'and',
        node.operands.map((operand) => compile(operand, slotOf)),
      );
    case 'compare':
      return compare(
        node.operators,
        node.operands.map((operand) => compile(operand, slotOf)),
      );
    default:
      return undefined;
  }
}

function literal(value: Extract<Expression, { kind: 'literal' }>['value']): Compiled | undefined {
  if (value.kind === 'string') return { type: 'string', run: () => value.value };
  if (value.kind === 'bool') return { type: 'bool', run: () => value.value };
  if (value.kind === 'float') return { type: 'float', run: () => value.value };
  if (value.kind !== 'int' || !Number.isSafeInteger(Number(value.value))) return undefined;
  const number = Number(value.value);
  return { type: 'int', run: () => number };
}

function unary(operator: string, operand: Compiled | undefined): Compiled | undefined {
  if (!operand) return undefined;
  const { run, type } = operand;
  if (operator === 'not' && type === 'bool') return { type, run: (values) => run(values) !== true };
  if (operator === '-' && type === 'int')
    return { type, run: (values) => safe(0 - (run(values) as number)) };
  return undefined;
}

function binary(
  operator: string,
  left: Compiled | undefined,
  right: Compiled | undefined,
): Compiled | undefined {
  if (!left || !right || !isNumber(left) || !isNumber(right)) return undefined;
  const calculate = ARITHMETIC[operator];
  const isInt = left.type === 'int' && right.type === 'int' && operator !== '/';
  // Of floats these two have rules of their own.
  if (!calculate || (!isInt && (operator === '//' || operator === '%'))) return undefined;
  const [a, b] = [left.run, right.run];
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
};

/** Numbers beyond 2⁵³ are no longer exact: the evaluator's are. */
function safe(value: number): number {
  if (!Number.isSafeInteger(value)) state.fail();
  return value;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) state.fail();
  return value;
}

function isNumber({ type }: Compiled): boolean {
  return type === 'int' || type === 'float';
}

function compare(
  operators: readonly string[],
  operands: readonly (Compiled | undefined)[],
): Compiled | undefined {
  const [first] = operands;
  const alike = (one: Compiled | undefined) =>
    one !== undefined && (one.type === first?.type || (isNumber(one) && first && isNumber(first)));
  if (!first || !operands.every(alike)) return undefined;
  if (!isNumber(first) && !operators.every((one) => one === '==' || one === '!=')) return undefined;
  const tests = operators.map((operator) => COMPARISONS[operator]);
  if (tests.includes(undefined)) return undefined;
  const runs = operands.flatMap((one) => (one ? [one.run] : []));
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

const COMPARISONS: Readonly<Record<string, (a: FastValue, b: FastValue) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};
