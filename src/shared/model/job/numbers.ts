import type { Value } from '../../expr/index.ts';
import { parseInteger, parseNumber } from '../parse/scalars.ts';
import { FIELD_TYPES } from '../scopes.ts';
import { quote } from '../text.ts';
import { type Evaluation, fieldValue, ResolveError } from './evaluate.ts';
import type { Origin, TemplateString } from './types.ts';

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  /** The value must be greater. */
  readonly above?: number;
}

/** The integer of a field like `timeout`; undefined when an expression was null (§5). */
export function resolveInteger(
  label: string,
  value: TemplateString | number,
  evaluation: Evaluation,
  bounds: Bounds,
): number | undefined {
  if (typeof value === 'number') return value;
  const { format, origin } = value;
  const resolved = fieldValue(format, origin, evaluation, FIELD_TYPES.optionalInt);
  if (resolved.kind === 'null') return undefined;
  const integer = integerOf(resolved);
  if (integer === undefined) return refuse(label, 'an integer', resolved, origin);
  const number = Number(integer);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = bounds;
  if (number < min || number > max) {
    const range = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `from ${min} to ${max}`;
    return refuse(label, `an integer ${range}`, resolved, origin);
  }
  return number;
}

/** The number of a field like `min`; undefined when an expression was null. */
export function resolveNumber(
  label: string,
  value: TemplateString | number,
  evaluation: Evaluation,
  { min, above }: Bounds,
): number | undefined {
  if (typeof value === 'number') return value;
  const { format, origin } = value;
  const resolved = fieldValue(format, origin, evaluation, FIELD_TYPES.optionalNumber);
  if (resolved.kind === 'null') return undefined;
  const number =
    resolved.kind === 'float'
      ? resolved.value
      : resolved.kind === 'int'
        ? Number(resolved.value)
        : resolved.kind === 'string'
          ? parseNumber(resolved.value)
          : undefined;
  if (number === undefined) return refuse(label, 'a number', resolved, origin);
  if (min !== undefined && number < min) {
    return refuse(label, `a number of at least ${min}`, resolved, origin);
  }
  if (above !== undefined && number <= above) {
    return refuse(label, `a number greater than ${above}`, resolved, origin);
  }
  return number;
}

export function integerOf(value: Value): bigint | undefined {
  if (value.kind === 'int') return value.value;
  if (value.kind === 'float') {
    return Number.isInteger(value.value) ? BigInt(value.value) : undefined;
  }
  return value.kind === 'string' ? parseInteger(value.value) : undefined;
}

function refuse(label: string, expected: string, value: Value, origin: Origin): never {
  const text = 'value' in value ? quote(String(value.value)) : 'a list';
  throw new ResolveError(
    'invalid-value',
    `${label} must be ${expected}, but resolves to ${text}.`,
    origin,
  );
}
