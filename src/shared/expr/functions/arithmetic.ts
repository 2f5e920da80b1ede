import { ExprError } from '../errors.ts';
import { checkInt64 } from '../int64.ts';
import { floatValue, intValue, type Value } from '../values.ts';
import { floatArg, intArg } from './args.ts';
import { define, type FunctionDefinition, type Implementation } from './definition.ts';

const INTS = '(a: int, b: int) -> int';
const FLOATS = '(a: float, b: float) -> float';

/** Arithmetic operators (§2.1.1). With one int and one float the int becomes a float. */
export const arithmetic: readonly FunctionDefinition[] = [
  define(
    '__add__',
    '2.1.1',
    'Addition',
    [INTS, ints((a, b) => a + b)],
    [FLOATS, floats((a, b) => a + b)],
  ),
  define(
    '__sub__',
    '2.1.1',
    'Subtraction',
    [INTS, ints((a, b) => a - b)],
    [FLOATS, floats((a, b) => a - b)],
  ),
  define(
    '__mul__',
    '2.1.1',
    'Multiplication',
    [INTS, ints((a, b) => a * b)],
    [FLOATS, floats((a, b) => a * b)],
  ),
  define(
    '__truediv__',
    '2.1.1',
    'Division; always a float',
    ['(a: int, b: int) -> float', (args) => finite(divideInts(intArg(args, 0), intArg(args, 1)))],
    [FLOATS, floats((a, b) => a / nonZero(b))],
  ),
  define(
    '__floordiv__',
    '2.1.1',
    'Division rounded down',
    [INTS, ints(floorDivide)],
    [
      '(a: float, b: float) -> int',
      (args) => floatToInt(floorDivideFloats(floatArg(args, 0), floatArg(args, 1))),
    ],
  ),
  define(
    '__mod__',
    '2.1.1',
    'Remainder of the division rounded down; it has the sign of the divisor',
    [INTS, ints((a, b) => a - floorDivide(a, b) * b)],
    [FLOATS, floats((a, b) => floorRemainder(a, nonZero(b)))],
  ),
  define(
    '__pow__',
    '2.1.1',
    'Power; an int with a negative exponent becomes a float',
    ['(a: int, b: int) -> float | int', (args) => powerOfInts(intArg(args, 0), intArg(args, 1))],
    [FLOATS, floats(powerOfFloats)],
  ),
  define(
    '__neg__',
    '2.1.1',
    'Negation',
    ['(a: int) -> int', (args) => intValue(checkInt64(-intArg(args, 0)))],
    ['(a: float) -> float', (args) => floatValue(-floatArg(args, 0))],
  ),
  define(
    '__pos__',
    '2.1.1',
    'The number itself',
    ['(a: int) -> int', (args) => intValue(intArg(args, 0))],
    ['(a: float) -> float', (args) => floatValue(floatArg(args, 0))],
  ),
];

function ints(operation: (a: bigint, b: bigint) => bigint): Implementation {
  return (args) => intValue(checkInt64(operation(intArg(args, 0), intArg(args, 1))));
}

function floats(operation: (a: number, b: number) => number): Implementation {
  return (args) => finite(operation(floatArg(args, 0), floatArg(args, 1)));
}

/** There is neither infinity nor NaN (§1.3.4). */
export function finite(value: number): Value {
  if (Number.isFinite(value)) return floatValue(value);
  throw new ExprError('float-overflow', 'The result is not a finite float.');
}

/** A float that is a whole number, as an int. */
export function floatToInt(value: number): Value {
  if (!Number.isFinite(value))
    throw new ExprError('float-overflow', 'The result is not a finite number.');
  return intValue(checkInt64(BigInt(value)));
}

function nonZero(divisor: number): number {
  if (divisor === 0) throw divisionByZero();
  return divisor;
}

function divisionByZero(): ExprError {
  return new ExprError('division-by-zero', 'Division by zero.');
}

function floorDivide(a: bigint, b: bigint): bigint {
  if (b === 0n) throw divisionByZero();
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** The float nearest to a / b, also where a or b alone is none (beyond 2⁵³). */
function divideInts(a: bigint, b: bigint): number {
  if (b === 0n) throw divisionByZero();
  const safe = BigInt(Number.MAX_SAFE_INTEGER);
  if (a <= safe && a >= -safe && b <= safe && b >= -safe) return Number(a) / Number(b);
  const negative = a < 0n !== b < 0n;
  const [dividend, divisor] = [a < 0n ? -a : a, b < 0n ? -b : b];
  // Enough bits that the last conversion alone rounds; the sticky bit stands for what was cut off.
  const shift = BigInt(Math.max(0, 66 - dividend.toString(2).length + divisor.toString(2).length));
  const scaled = dividend << shift;
  const quotient = ((scaled / divisor) << 1n) | (scaled % divisor === 0n ? 0n : 1n);
  const value = Number(quotient) / 2 ** (Number(shift) + 1);
  return negative ? -value : value;
}

/** a − ⌊a / b⌋ · b without the rounding of the quotient. */
function floorRemainder(a: number, b: number): number {
  const remainder = a % b;
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder;
}

function floorDivideFloats(a: number, b: number): number {
  const remainder = floorRemainder(a, nonZero(b));
  const quotient = (a - remainder) / b;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function powerOfInts(base: bigint, exponent: bigint): Value {
  if (exponent < 0n) {
    if (base === 0n) throw zeroToNegative();
    return finite(Number(base) ** Number(exponent));
  }
  if (base === 0n) return intValue(exponent === 0n ? 1n : 0n);
  if (base === 1n) return intValue(1n);
  if (base === -1n) return intValue(exponent % 2n === 0n ? 1n : -1n);
  // |base| ≥ 2: from 2⁶⁴ on every result is out of range.
  return intValue(checkInt64(base ** (exponent > 64n ? 64n : exponent)));
}

function powerOfFloats(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) throw zeroToNegative();
  if (base < 0 && !Number.isInteger(exponent)) {
    throw new ExprError(
      'complex-result',
      'A negative number cannot be raised to a fractional power: the result would be complex.',
    );
  }
  return base ** exponent;
}

function zeroToNegative(): ExprError {
  return new ExprError('division-by-zero', 'Zero cannot be raised to a negative power.');
}
