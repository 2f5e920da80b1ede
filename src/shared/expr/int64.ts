import { ExprError } from './errors.ts';

/** Integers are 64-bit and signed; anything beyond is an error, never a wrapped number (§1.2.1). */
export const INT64_MIN = -(1n << 63n);
export const INT64_MAX = (1n << 63n) - 1n;

export function isInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

/** The value itself, or an overflow error. */
export function checkInt64(value: bigint): bigint {
  if (!isInt64(value)) throw overflow();
  return value;
}

export function overflow(): ExprError {
  return new ExprError(
    'integer-overflow',
    'Integer overflow: the result is outside the 64-bit signed range −2⁶³ to 2⁶³−1.',
  );
}

const INTEGER_TEXT = /^[+-]?[0-9]+$/;

/**
 * An integer written in base 10: blanks around it, a sign and leading zeros are fine. Undefined when the text is
 * none; what is out of range is the caller's business.
 */
export function parseDecimalInteger(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (!INTEGER_TEXT.test(trimmed)) return undefined;
  return trimmed.startsWith('-') ? -BigInt(trimmed.slice(1)) : BigInt(trimmed.replace('+', ''));
}

export function smaller(left: bigint, right: bigint): bigint {
  if (left < right) return left;
  return right;
}

export function larger(left: bigint, right: bigint): bigint {
  if (left > right) return left;
  return right;
}
