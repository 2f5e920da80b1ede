import type { JsonValue } from '../../shared/protocol/bundle.ts';
import type { FormParameter, FormValue } from '../language-worker/contract.ts';

/** Rules of the form's values: text is kept as typed, numbers are never rounded. */

/** A value from a file of values; null and mappings are nothing a parameter can hold. */
export function fromJson(value: JsonValue): FormValue | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return undefined;
  const items = value.map(fromJson);
  return items.every((item) => item !== undefined) ? items : undefined;
}

export function sameValue(parameter: FormParameter, a: FormValue, b: FormValue): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return JSON.stringify(a) === JSON.stringify(b);
  if (parameter.type === 'BOOL') return isOn(a) === isOn(b);
  return String(a) === String(b);
}

export function valueText(value: FormValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return Array.isArray(value) ? JSON.stringify(value) : value;
}

const ON = new Set(['true', 'yes', 'on', '1']);
const OFF = new Set(['false', 'no', 'off', '0']);

/** True, false, or undefined for what is neither; case does not matter (§2.1, CHECK_BOX). */
export function isOn(value: FormValue | undefined): boolean | undefined {
  const word = valueText(value).toLowerCase();
  return ON.has(word) ? true : OFF.has(word) ? false : undefined;
}

/** The two spellings of a check box, as its allowed values have them. */
export function checkBoxPair(parameter: FormParameter): { on: FormValue; off: FormValue } {
  if (parameter.type === 'BOOL') return { on: true, off: false };
  const allowed = parameter.allowedValues ?? [];
  return {
    on: allowed.find((value) => isOn(value) === true) ?? 'true',
    off: allowed.find((value) => isOn(value) === false) ?? 'false',
  };
}

const INT = /^\s*[-+]?\d+\s*$/;
const DECIMAL = /^\s*([-+]?)(\d*)(?:\.(\d*))?\s*$/;

/** One step of an INT spin box. Text that is no integer steps from zero; bounds hold. */
export function stepInt(text: string, direction: 1 | -1, parameter: FormParameter): string {
  const from = INT.test(text) ? BigInt(text.trim().replace(/^\+/, '')) : 0n;
  const step = BigInt(INT.test(parameter.step ?? '') ? (parameter.step ?? '1') : '1');
  let value = from + step * BigInt(direction);
  const least = integer(parameter.minValue);
  const most = integer(parameter.maxValue);
  if (most !== undefined && value > most) value = most;
  if (least !== undefined && value < least) value = least;
  return String(value);
}

function integer(text: string | undefined): bigint | undefined {
  return text !== undefined && INT.test(text) ? BigInt(text) : undefined;
}

/**
 * One step of a FLOAT spin box, in decimal arithmetic: 0.1 + 0.2 is 0.3, and the digits that were typed
 * stay. The step is `singleStepDelta`, else one unit of the last place shown, else 1.
 */
export function stepFloat(text: string, direction: 1 | -1, parameter: FormParameter): string {
  const value = decimal(text) ?? decimal(String(Number(text) || 0)) ?? { digits: 0n, places: 0 };
  const step =
    decimal(parameter.step ?? '') ??
    (parameter.decimals !== undefined
      ? { digits: 1n, places: parameter.decimals }
      : { digits: 1n, places: 0 });
  const places = Math.max(value.places, step.places);
  const sum = scale(value, places) + scale(step, places) * BigInt(direction);
  const bounded = clamp(sum, places, parameter);
  return bounded ?? write(sum, places);
}

function clamp(sum: bigint, places: number, parameter: FormParameter): string | undefined {
  for (const [bound, sign] of [
    [parameter.maxValue, 1n],
    [parameter.minValue, -1n],
  ] as const) {
    const limit = bound === undefined ? undefined : decimal(bound);
    if (!limit || bound === undefined) continue;
    const wide = Math.max(places, limit.places);
    const over = scale({ digits: sum, places }, wide) - scale(limit, wide);
    if (over * sign > 0n) return bound;
  }
  return undefined;
}

interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

function decimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (!match || (match[2] === '' && !match[3])) return undefined;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2] ?? ''}${fraction}` || '0');
  return { digits: match[1] === '-' ? -digits : digits, places: fraction.length };
}

function scale(value: Decimal, places: number): bigint {
  return value.digits * 10n ** BigInt(places - value.places);
}

function write(digits: bigint, places: number): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  if (places === 0) return sign + text;
  return `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}
