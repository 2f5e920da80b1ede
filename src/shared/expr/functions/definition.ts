import type { PathFormat } from '../paths/path-format.ts';
import type { PathMappingRule } from '../paths/path-mapping.ts';
import { parseType } from '../type-text.ts';
import type { ExprType } from '../types.ts';
import type { Value } from '../values.ts';

/** What a function sees of the evaluation that calls it. */
export interface CallContext {
  readonly pathFormat: PathFormat;
  readonly pathMappingRules: readonly PathMappingRule[];
  /** Charges for work: one operation an element (§1.3.10). */
  count(operations: number): void;
  /** Charges for reading or writing a text of that length. */
  countText(length: number): void;
  /** Refuses a result that would not fit in memory, before it is built. */
  reserve(bytes: number): void;
}

export type Implementation = (args: readonly Value[], context: CallContext) => Value;

/** The result type when it is more than a substitution; a text says why these arguments do not fit. */
type ResultRule = (args: readonly ExprType[]) => ExprType | string;

export interface Overload {
  /** As the specification writes it, like `split(s: string, sep: string) -> list[string]`. */
  readonly signature: string;
  readonly params: readonly ExprType[];
  readonly result: ExprType;
  readonly run: Implementation;
  readonly resultOf?: ResultRule;
}

/** A function of the library with its overloads; operators and properties are functions too (§1.3.3). */
export interface FunctionDefinition {
  readonly name: string;
  /** Where the specification describes it. */
  readonly section: string;
  readonly summary: string;
  readonly overloads: readonly Overload[];
  /** Exists on worker hosts only (§2.3.2). */
  readonly hostOnly?: boolean;
  /** Needs an extension besides EXPR. */
  readonly extension?: 'SERVICE';
}

type OverloadSpec = readonly [signature: string, run: Implementation, resultOf?: ResultRule];

/** Defines a function by its signatures; each is written without the name: `(s: string) -> string`. */
export function define(
  name: string,
  section: string,
  summary: string,
  ...overloads: readonly OverloadSpec[]
): FunctionDefinition {
  return { name, section, summary, overloads: overloads.map((spec) => overload(name, spec)) };
}

function overload(name: string, [signature, run, resultOf]: OverloadSpec): Overload {
  const [left = '', right = ''] = signature.split(') -> ');
  const list = left.slice(1);
  const params =
    list === '' ? [] : list.split(',').map((param) => typeOf(param.slice(param.indexOf(':') + 1)));
  const base = { signature: `${name}${signature}`, params, result: typeOf(right), run };
  return resultOf === undefined ? base : { ...base, resultOf };
}

function typeOf(text: string): ExprType {
  const type = parseType(text);
  if (type === undefined) throw new Error(`Not a type: ${text}`);
  return type;
}
