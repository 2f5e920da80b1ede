import { INT64_MAX, INT64_MIN } from '../../expr/index.ts';
import type { Node } from '../../yaml/index.ts';

/** Values of scalars as templates write them; undefined for anything else. */

const INTEGER_TEXT = /^\s*[+-]?[0-9]{1,1000}\s*$/;
const FLOAT_TEXT = /^\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*$/;

/** An integer of base 10 written as text. */
export function parseInteger(text: string): bigint | undefined {
  if (!INTEGER_TEXT.test(text)) return undefined;
  const digits = text.trim();
  return digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits.replace('+', ''));
}

/** A finite number of base 10 written as text. */
export function parseNumber(text: string): number | undefined {
  if (!FLOAT_TEXT.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** An integer, or a float without a fraction. */
export function readInteger(node: Node, text: boolean): bigint | undefined {
  if (node.kind !== 'scalar') return undefined;
  const { value } = node;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  return text && typeof value === 'string' ? parseInteger(value) : undefined;
}

export function readNumber(node: Node, text: boolean): number | undefined {
  if (node.kind !== 'scalar') return undefined;
  const { value } = node;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isFinite(number) ? number : undefined;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return text && typeof value === 'string' ? parseNumber(value) : undefined;
}

export function isInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

const BOOL_WORDS = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
]);

/** The words for true and false of a BOOL parameter (§2.9), in any case. */
export function parseBool(text: string): boolean | undefined {
  return BOOL_WORDS.get(text.toLowerCase());
}

/** A boolean, 1 or 0 (also 1.0 and 0.0), or one of the words. */
export function readBool(node: Node): boolean | undefined {
  if (node.kind !== 'scalar') return undefined;
  const { value } = node;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return parseBool(value);
  if (value === 1n || value === 1) return true;
  if (value === 0n || value === 0) return false;
  return undefined;
}
