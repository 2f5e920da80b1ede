import {
  boolValue,
  CallMeter,
  type Expression,
  type ExprType,
  floatValue,
  listValue,
  type PathFormat,
  stringValue,
  type Value,
  valueType,
} from '../../../expr/index.ts';

/** What a part of a compiled expression is: plain values, lists of these, and all others as the evaluator has them. */
export type FastType = 'int' | 'float' | 'bool' | 'string' | 'list' | 'other';
export type FastValue = number | boolean | string | readonly FastValue[] | Value;
/** Values of parameters and loop variables by their slot. */
export type FastValues = FastValue[];

export interface Fast {
  readonly type: FastType;
  /** The same in the expression language. */
  readonly of: ExprType;
  run(values: FastValues): FastValue;
  /** The value as the evaluator has it, where it knows more of it: the text that a float was written with. */
  readonly value?: ((values: FastValues) => Value) | undefined;
}

/** How names and what is not compiled are met. */
export interface FastNames {
  readonly pathFormat: PathFormat;
  /** A parameter of the task or a loop variable. */
  partOf(name: string): Fast | undefined;
  /** Whether a loop variable would hide another name (§1.3.7). */
  isTaken(name: string): boolean;
  /** A part that is known in another way: by a table of the one parameter that it is about. */
  tableOf(part: Expression, isLast: boolean): Fast | undefined;
  /** What a part without any parameter is. */
  constantOf(part: Expression): Value | undefined;
  /** Where the next loop variable has its place. */
  readonly free: number;
}

/** Raised while an expression runs where only the evaluator knows: an overflow, a division by zero. */
export const doubt = { raised: false };

/** What the functions that are called for one task may use. */
export const meter = new CallMeter();

/** Beyond 2⁵³ numbers are no longer exact, the evaluator's are: 0 stands for one until its row is asked for again. */
export function safe(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  doubt.raised = true;
  return 0;
}

export function isNumber({ type }: { readonly type: FastType }): boolean {
  return type === 'int' || type === 'float';
}

/** A value as compiled expressions have it; undefined for integers that they would not have exactly. */
export function fastOf(
  value: Value,
): { readonly type: FastType; readonly of: ExprType; readonly value: FastValue } | undefined {
  const of = valueType(value);
  switch (value.kind) {
    case 'string':
    case 'bool':
    case 'float':
      return { type: value.kind, of, value: value.value };
    case 'int':
      return Number.isSafeInteger(Number(value.value))
        ? { type: 'int', of, value: Number(value.value) }
        : undefined;
    default:
      return { type: 'other', of, value };
  }
}

/** The same for the evaluator's functions. */
export function wholeOf(fast: Fast): (values: FastValues) => Value {
  const { run } = fast;
  if (fast.value) return fast.value;
  switch (fast.type) {
    case 'int':
      return (values) => ({ kind: 'int', value: BigInt(run(values) as number) });
    case 'float':
      return (values) => floatValue(run(values) as number);
    case 'bool':
      return (values) => boolValue(run(values) === true);
    case 'string':
      return (values) => stringValue(run(values) as string);
    case 'list': {
      const item = fast.of.kind === 'list' ? fast.of.item : fast.of;
      const wrap = wrapOf(item);
      return (values) => listValue(item, (run(values) as FastValue[]).map(wrap));
    }
    case 'other':
      return (values) => run(values) as Value;
  }
}

function wrapOf(item: ExprType): (value: FastValue) => Value {
  if (item.kind === 'int') return (value) => ({ kind: 'int', value: BigInt(value as number) });
  if (item.kind === 'bool') return (value) => boolValue(value === true);
  return (value) => stringValue(value as string);
}

/** Lists are compiled of these: floats keep the text that they were written with. */
export function isListItem(type: string): boolean {
  return type === 'int' || type === 'bool' || type === 'string';
}
