import { type ExprIssue, issueAt } from './errors.ts';
import { LIMITS } from './limits.ts';
import { RangeExpr } from './range-expr.ts';
import { findOverlap, type WrittenPart } from './range-expr-overlap.ts';
import { partFrom } from './range-part.ts';

interface ParsedPart extends WrittenPart {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Outcome<T> = { readonly value: T } | { readonly issue: ExprIssue };

// <Int>, <Range> and <SkipRange>; blanks (tabs and spaces) may stand between the tokens.
const PART = /^(-?[0-9]+)(?:[ \t]*-[ \t]*(-?[0-9]+)(?:[ \t]*:[ \t]*(-?[0-9]+))?)?$/;

/**
 * Reads a range expression like `1-10:2,20` (Template Schemas §3.4.1.1.1). An issue's place is the part
 * that is wrong, in `text`.
 */
export function parseRangeExpr(text: string): Outcome<RangeExpr> {
  if (text.trim() === '') {
    return fail(
      'empty-range-expression',
      'A range expression needs at least one value, like 1-10.',
      0,
      text.length,
    );
  }
  const parts: ParsedPart[] = [];
  let start = 0;
  for (const piece of text.split(',')) {
    if (parts.length === LIMITS.rangeParts) {
      const message = `A range expression may have at most ${LIMITS.rangeParts} parts.`;
      return fail('range-too-long', message, start, text.length);
    }
    const parsed = parsePart(piece, start);
    if ('issue' in parsed) return parsed;
    parts.push(parsed.value);
    start += piece.length + 1;
  }
  return combine(parts, text);
}

/** One part between commas; `offset` is where the piece starts. */
function parsePart(piece: string, offset: number): Outcome<ParsedPart> {
  const text = piece.replace(/^[ \t]+|[ \t]+$/g, '');
  const start = text === '' ? offset : offset + piece.indexOf(text);
  const end = Math.max(start + text.length, offset);
  const match = PART.exec(text);
  if (match === null) {
    const found = text === '' ? 'nothing' : `'${text}'`;
    const message = `Expected a number, a range like 1-10 or a stepped range like 1-10:2, but found ${found}.`;
    return fail('invalid-range-expression', message, start, Math.max(end, start));
  }
  const x = BigInt(match[1] ?? '0');
  const y = match[2] === undefined ? x : BigInt(match[2]);
  const step = match[3] === undefined ? 1n : BigInt(match[3]);
  for (const number of [x, y, step]) {
    if (number >= LIMITS.rangeMagnitude || number <= -LIMITS.rangeMagnitude) {
      const message = `The number ${number} is too large for a range expression: it must lie strictly between -2^62 and 2^62.`;
      return fail('range-overflow', message, start, end);
    }
  }
  if (step === 0n) {
    return fail('zero-step', `The step of '${text}' must not be zero.`, start, end);
  }
  const part = partFrom(x, y, step);
  // A bound that lies in the direction of the step belongs to the range as written.
  const inDirection = step > 0n ? y > part.end : y < part.start && x > y;
  return { value: { part, unreached: inDirection ? y : undefined, start, end, text } };
}

function combine(parts: readonly ParsedPart[], text: string): Outcome<RangeExpr> {
  const overlap = findOverlap(parts);
  if (overlap === undefined) return { value: RangeExpr.fromParts(parts.map(({ part }) => part)) };
  if (overlap === 'too-complex') {
    const message =
      'The range expression interleaves too many stepped ranges to be checked for overlaps.';
    return fail('range-too-complex', message, 0, text.length);
  }
  const [first, second] =
    overlap.first.start < overlap.second.start
      ? [overlap.first, overlap.second]
      : [overlap.second, overlap.first];
  const value = String(overlap.value);
  return {
    issue: issueAt(
      'range-overlap',
      `Ranges must not overlap: ${first.text} and ${second.text} both contain ${value}.`,
      second.start,
      second.end,
      {
        first: first.text,
        firstStart: first.start,
        firstEnd: first.end,
        second: second.text,
        value,
      },
    ),
  };
}

function fail(code: string, message: string, start: number, end: number): { issue: ExprIssue } {
  return { issue: issueAt(code, message, start, end) };
}
