import type { ScalarType } from './nodes.ts';

interface ResolvedScalar {
  readonly type: ScalarType;
  readonly value: string | bigint | number | boolean | null;
}

const INT = /^[-+]?[0-9]+$/;
const OCTAL_OR_HEX = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITE = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

const WORDS = new Map<string, ResolvedScalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map(
    (word) => [word, { type: 'null', value: null }] as [string, ResolvedScalar],
  ),
  ...['true', 'True', 'TRUE'].map(
    (word) => [word, { type: 'bool', value: true }] as [string, ResolvedScalar],
  ),
  ...['false', 'False', 'FALSE'].map(
    (word) => [word, { type: 'bool', value: false }] as [string, ResolvedScalar],
  ),
]);

/** More digits than any integer of a template can have; longer ones are only known to be too big. */
const MAX_DIGITS = 1000;

/** The type of a plain scalar by the core schema of YAML 1.2 (`yes` and `010` are no booleans or octals). */
export function resolvePlain(source: string): ResolvedScalar {
  if (source.length <= 5) {
    const word = WORDS.get(source);
    if (word !== undefined) return word;
  }
  const first = source.charCodeAt(0);
  // Only digits, signs and a point can begin a number: most scalars of a template end here.
  if ((first < 48 || first > 57) && first !== 43 && first !== 45 && first !== 46) {
    return { type: 'string', value: source };
  }
  if (INT.test(source) || OCTAL_OR_HEX.test(source)) {
    return { type: 'int', value: toBigInt(source) };
  }
  if (FLOAT.test(source)) return { type: 'float', value: Number(source) };
  const infinite = INFINITE.exec(source);
  if (infinite) return { type: 'float', value: infinite[1] === '-' ? -Infinity : Infinity };
  if (NOT_A_NUMBER.test(source)) return { type: 'float', value: Number.NaN };
  return { type: 'string', value: source };
}

function toBigInt(source: string): bigint {
  if (source.length > MAX_DIGITS) return (source.startsWith('-') ? -1n : 1n) << 1000n;
  return source.startsWith('-') ? -BigInt(source.slice(1)) : BigInt(source.replace('+', ''));
}
