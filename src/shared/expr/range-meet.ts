import { larger, smaller } from './int64.ts';
import type { RangePart } from './range-part.ts';

/** What two parts have in common: again a part, found by solving two congruences. */
export function meetParts(left: RangePart, right: RangePart): RangePart | undefined {
  const low = larger(left.start, right.start);
  const high = smaller(left.end, right.end);
  if (low > high) return undefined;
  const { gcd, coefficient } = extendedGcd(left.step, right.step);
  const difference = right.start - left.start;
  if (difference % gcd !== 0n) return undefined;
  const modulus = right.step / gcd;
  const common = left.start + left.step * mod((difference / gcd) * coefficient, modulus);
  const period = left.step * modulus;
  const start = low + mod(common - low, period);
  if (start > high) return undefined;
  const end = start + ((high - start) / period) * period;
  return { start, end, step: start === end ? 1n : period };
}

/** gcd(a, b) and an x with a·x ≡ gcd (mod b). */
function extendedGcd(a: bigint, b: bigint): { gcd: bigint; coefficient: bigint } {
  let [gcd, remainder] = [a, b];
  let [coefficient, next] = [1n, 0n];
  while (remainder !== 0n) {
    const quotient = gcd / remainder;
    [gcd, remainder] = [remainder, gcd - quotient * remainder];
    [coefficient, next] = [next, coefficient - quotient * next];
  }
  return { gcd, coefficient };
}

function mod(value: bigint, modulus: bigint): bigint {
  const remainder = value % modulus;
  return remainder < 0n ? remainder + modulus : remainder;
}
