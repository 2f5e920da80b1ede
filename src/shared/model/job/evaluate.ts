import {
  type EvalOptions,
  ExprError,
  type Expression,
  type ExprType,
  evaluate,
  type FormatString,
  resolveFormatString,
  resolveText,
  type Value,
  type ValueScope,
} from '../../expr/index.ts';
import type { Range } from '../../text/range.ts';
import { rangeIn } from './origins.ts';
import type { Origin } from './types.ts';

/** A value of a template that could not be resolved: what is wrong and where it stands. */
export class ResolveError extends Error {
  override readonly name = 'ResolveError';
  readonly code: string;
  readonly origin: Origin;
  /** Exactly where in the source, if the fault is in an expression. */
  readonly range: Range;

  constructor(code: string, message: string, origin: Origin, range: Range = origin.range) {
    super(message);
    this.code = code;
    this.origin = origin;
    this.range = range;
  }
}

/** Where and how format strings are resolved: in template scope or on a host. */
export interface Evaluation {
  readonly scope: ValueScope;
  readonly options: EvalOptions;
}

function attempt<T>(origin: Origin, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ExprError)) throw error;
    throw new ResolveError(
      error.code,
      error.message,
      origin,
      rangeIn(origin, error.start, error.end),
    );
  }
}

/** The text of a format string. */
export function textOf(
  format: FormatString,
  origin: Origin,
  { scope, options }: Evaluation,
): string {
  return attempt(origin, () => resolveText(format, scope, options));
}

/** The text of a required field: an expression that is the whole field must be a text. */
export function requiredText(
  format: FormatString,
  origin: Origin,
  { scope, options }: Evaluation,
): string {
  if (format.isLiteral) return format.source;
  return attempt(origin, () => {
    if (!format.isWholeField || !options.expr) return resolveText(format, scope, options);
    const value = resolveFormatString(format, scope, { ...options, target: { kind: 'string' } });
    return value.kind === 'string' ? value.value : '';
  });
}

/** The value of a field that takes more than a text; null when an expression left it out. */
export function fieldValue(
  format: FormatString,
  origin: Origin,
  { scope, options }: Evaluation,
  target: ExprType,
): Value {
  return attempt(origin, () => {
    if (options.expr && format.isWholeField) {
      return resolveFormatString(format, scope, { ...options, target });
    }
    return { kind: 'string', value: resolveText(format, scope, options) };
  });
}

export function expressionValue(
  expression: Expression,
  origin: Origin,
  { scope, options }: Evaluation,
): Value {
  return attempt(origin, () => evaluate(expression, scope, { ...options, expr: true }));
}
