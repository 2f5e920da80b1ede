import type { Value } from '../values.ts';

// Arguments have been matched against a signature when a function runs; these only tell the compiler.

export function textArg(args: readonly Value[], index: number): string {
  const value = args[index];
  if (value?.kind === 'string' || value?.kind === 'path') return value.value;
  throw mismatch('a text', value);
}

export function intArg(args: readonly Value[], index: number): bigint {
  const value = args[index];
  if (value?.kind === 'int') return value.value;
  throw mismatch('an int', value);
}

export function floatArg(args: readonly Value[], index: number): number {
  const value = args[index];
  if (value?.kind === 'float') return value.value;
  if (value?.kind === 'int') return Number(value.value);
  throw mismatch('a float', value);
}

export function boolArg(args: readonly Value[], index: number): boolean {
  const value = args[index];
  if (value?.kind === 'bool') return value.value;
  throw mismatch('a bool', value);
}

export function listArg(args: readonly Value[], index: number): Value & { readonly kind: 'list' } {
  const value = args[index];
  if (value?.kind === 'list') return value;
  throw mismatch('a list', value);
}

export function rangeArg(
  args: readonly Value[],
  index: number,
): (Value & { readonly kind: 'range_expr' })['value'] {
  const value = args[index];
  if (value?.kind === 'range_expr') return value.value;
  throw mismatch('a range', value);
}

export function anyArg(args: readonly Value[], index: number): Value {
  const value = args[index];
  if (value === undefined) throw mismatch('a value', value);
  return value;
}

/** An int argument as a number, where only its size matters: far too large ones stay large. */
export function sizeArg(args: readonly Value[], index: number): number {
  return Number(intArg(args, index));
}

function mismatch(expected: string, found: Value | undefined): Error {
  return new Error(`A signature admitted ${found?.kind ?? 'nothing'} where ${expected} is needed`);
}
