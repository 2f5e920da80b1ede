import { ExprError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { stemOf } from './path-names.ts';

const PLACEHOLDER = /%(?:0([0-9]+))?d|#+|[0-9]+/g;

/**
 * A file name with its frame number replaced (§2.3.2): the last of `003`, `####`, `%d` or `%04d` in the stem, or
 * `_0072` appended to it.
 */
export function withNumber(name: string, number: bigint): string {
  const stem = stemOf(name);
  const suffix = name.slice(stem.length);
  const last = [...stem.matchAll(PLACEHOLDER)].at(-1);
  if (last === undefined) return `${stem}_${padNumber(number, 4)}${suffix}`;
  const [found, printfWidth] = last;
  const width = found.startsWith('%') ? Number(printfWidth ?? 0) : found.length;
  if (width > LIMITS.numberPadding && !/^[0-9]/.test(found)) {
    throw new ExprError(
      'padding-too-wide',
      `The padding of ${width} characters is too wide for a frame number: at most ${LIMITS.numberPadding}.`,
    );
  }
  return (
    stem.slice(0, last.index) +
    padNumber(number, width) +
    stem.slice(last.index + found.length) +
    suffix
  );
}

/** Zeros behind the sign, which counts for the width. */
function padNumber(number: bigint, width: number): string {
  if (number >= 0n) return number.toString().padStart(width, '0');
  return `-${(-number).toString().padStart(width - 1, '0')}`;
}
