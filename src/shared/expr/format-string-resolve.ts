import { coerceValue } from './coerce.ts';
import { ExprError } from './errors.ts';
import { evaluate } from './evaluate.ts';
import type { ExpressionSegment, FormatString } from './format-string.ts';
import type { EvalOptions } from './options.ts';
import type { ValueScope } from './scope.ts';
import type { ExprType } from './types.ts';
import { valueToText } from './value-text.ts';
import { stringValue, type Value } from './values.ts';

/**
 * The value of a format string (§1.3.2). One that is exactly one expression keeps the type of its result,
 * converted to the field's `target` if needed; any other is a text. Throws an ExprError with offsets in the
 * format string.
 */
export function resolveFormatString(
  format: FormatString,
  scope: ValueScope,
  options: EvalOptions & { readonly target?: ExprType | undefined },
): Value {
  const [segment] = format.segments;
  if (format.isWholeField && segment?.kind === 'expression') {
    throwIssues(format);
    const value = segmentValue(segment, scope, options, options.target);
    // Without the EXPR extension there are only texts: a field that wants a number reads it from one.
    const result = options.expr ? value : stringValue(valueToText(value));
    return fitted(result, segment, options);
  }
  return fitted(
    stringValue(resolveText(format, scope, options)),
    { start: 0, end: format.source.length },
    options,
  );
}

/** The text of a format string: its texts and the values of its expressions (§1.3.2; null is nothing). */
export function resolveText(format: FormatString, scope: ValueScope, options: EvalOptions): string {
  throwIssues(format);
  let text = '';
  for (const segment of format.segments) {
    text +=
      segment.kind === 'literal'
        ? segment.text
        : valueToText(segmentValue(segment, scope, options));
  }
  return text;
}

function segmentValue(
  segment: ExpressionSegment,
  scope: ValueScope,
  options: EvalOptions,
  target?: ExprType | undefined,
): Value {
  if (segment.expression === undefined) {
    throw new ExprError(
      'syntax-error',
      'The expression could not be read.',
      segment.start,
      segment.end,
    );
  }
  return evaluate(segment.expression, scope, options, target);
}

function fitted(
  value: Value,
  place: { readonly start: number; readonly end: number },
  options: EvalOptions & { readonly target?: ExprType | undefined },
): Value {
  if (options.target === undefined) return value;
  try {
    return coerceValue(value, options.target, options);
  } catch (error) {
    throw error instanceof ExprError ? error.locate(place.start, place.end) : error;
  }
}

/** A format string that did not parse has no value. */
function throwIssues(format: FormatString): void {
  const [issue] = format.issues;
  if (issue !== undefined) {
    throw new ExprError(issue.code, issue.message, issue.start, issue.end, issue.data);
  }
}
