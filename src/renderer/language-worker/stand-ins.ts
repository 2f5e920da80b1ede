import { type FormatString, findReferences, valueToText } from '../../shared/expr/index.ts';
import type { MergedParameter, ParameterInput } from '../../shared/model/index.ts';

/**
 * A value for a parameter that has none, so that everything that does not depend on it can be told. It
 * is never shown: what depends on it says so.
 */
export function standIn({ type, constraints }: MergedParameter): ParameterInput {
  const { allowedValues, minLength = 0, minValue } = constraints;
  const [allowed] = allowedValues ?? [];
  if (allowed) return valueToText(allowed);
  if (type.startsWith('LIST')) return [];
  if (type === 'BOOL') return 'false';
  if (minValue) return valueToText(minValue);
  // A number is also a text, a path and a range.
  return '1'.repeat(Math.max(1, Math.min(minLength, MOST)));
}

const MOST = 1024;

/** Whether a format string cannot be told while these parameters have no value. */
export function isOpen(
  format: FormatString | undefined,
  missing: ReadonlySet<string> | undefined,
): format is FormatString {
  if (!format || !missing || missing.size === 0) return false;
  // A `let` or a wrapped action may hold any of them.
  const scope = {
    has: (name: string) =>
      /^[a-z_]/.test(name) ||
      name.startsWith('WrappedAction.') ||
      missing.has(/^(?:Raw)?Param\.(\w+)$/.exec(name)?.[1] ?? ''),
  };
  return format.segments.some(
    (segment) =>
      segment.kind === 'expression' &&
      segment.expression !== undefined &&
      findReferences(segment.expression, scope).found.some(({ name }) => scope.has(name)),
  );
}
