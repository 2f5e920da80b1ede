import { checkInt64 } from '../int64.ts';
import { floatValue, intValue, type Value } from '../values.ts';

/** A float as the exact fraction it is: `mantissa · 2^exponent`. */
function exactParts(value: number): { mantissa: bigint; exponent: number } {
  let mantissa = value;
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return { mantissa: BigInt(mantissa), exponent };
}

/** numerator / denominator to the nearest integer, a tie to the even one (§2.2.2). */
function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const dividend = negative ? -numerator : numerator;
  const floor = dividend / denominator;
  const twice = (dividend % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && floor % 2n === 1n);
  const rounded = up ? floor + 1n : floor;
  return negative ? -rounded : rounded;
}

/** value · 10^digits, rounded half to even. */
function scaled(value: number, digits: number): bigint {
  const { mantissa, exponent } = exactParts(value);
  const numerator = digits > 0 ? mantissa * 10n ** BigInt(digits) : mantissa;
  const denominator = (1n << BigInt(-exponent)) * (digits < 0 ? 10n ** BigInt(-digits) : 1n);
  return divideHalfEven(numerator, denominator);
}

/** Beyond this many decimals every float is written in full; beyond as many zeros it rounds to zero. */
const MAX_DIGITS = 1100;

/** `round(x, ndigits)`: an int for `ndigits` ≤ 0, else a float that shows that many decimals. */
export function roundFloat(value: number, digits: number): Value {
  if (digits <= 0) {
    if (digits < -MAX_DIGITS) return intValue(0);
    const result = scaled(value, digits) * 10n ** BigInt(-digits);
    return intValue(checkInt64(result));
  }
  const exact = Math.min(digits, MAX_DIGITS);
  const whole = scaled(value, exact);
  const padded = (whole < 0n ? -whole : whole).toString().padStart(exact + 1, '0');
  const text = `${padded.slice(0, -exact)}.${padded.slice(-exact)}`.padEnd(
    padded.length + 1 + digits - exact,
    '0',
  );
  const signed = whole < 0n ? `-${text}` : text;
  return floatValue(Number(signed), signed);
}

/** `round(x: int, ndigits)`. */
export function roundInt(value: bigint, digits: bigint): bigint {
  if (digits >= 0n) return value;
  if (digits < -20n) return 0n;
  const unit = 10n ** -digits;
  return checkInt64(divideHalfEven(value, unit) * unit);
}
