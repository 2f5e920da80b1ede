import { LEVEL_WORDS, type LogLevel, levelOf } from '../../shared/text/log-level.ts';
import type { RandomAccess } from './log-source.ts';

interface SearchText {
  readonly text: string;
  readonly matchCase: boolean;
  /** Instead of a text: lines that look like errors. */
  readonly errors?: boolean | undefined;
}

export interface SearchRequest extends SearchText {
  /** Line numbers returned at most; the count is exact all the same. */
  readonly limit: number;
}

export interface SearchResult {
  /** Lines that contain the text. */
  readonly count: number;
  readonly lines: number[];
}

/** Where a line begins. */
interface LinePlace {
  readonly line: number;
  readonly offset: number;
}

/** As much as is searched without letting others have their turn: a few milliseconds. */
const BLOCK = 512 << 10;

/** What may stand between two characters of a text without interrupting it for those who read it. */
const COLOURS = '(?:\\x1b\\[[0-9;:]*m)*';

/** Searches a log as it is read by people: colours do not interrupt a text. */
export async function searchLog(
  log: RandomAccess | undefined,
  request: SearchRequest,
): Promise<SearchResult> {
  const lines: number[] = [];
  let count = 0;
  if (log !== undefined) {
    await eachMatch(log, request, { line: 0, offset: 0 }, log.size, (line) => {
      count++;
      if (lines.length < request.limit) lines.push(line);
    });
  }
  return { count, lines };
}

/** Tells the number of each line between a place and `end` that contains the text, in order. */
export async function eachMatch(
  log: RandomAccess,
  wanted: SearchText,
  from: LinePlace,
  end: number,
  found: (line: number) => void,
): Promise<void> {
  if (wanted.errors === true) {
    await eachLevel(log, from, end, (line, level) => {
      if (level === 'error') found(line);
    });
    return;
  }
  if (wanted.text === '') return;
  const pattern = patternOf(wanted);
  // Bytes of other characters are never mistaken for ASCII ones, and taken as they are they cost least.
  const encoding = /^[\x00-\x7f]*$/.test(wanted.text) ? 'latin1' : 'utf8';
  let { line } = from;
  await eachBlock(log, from.offset, end, (block) => {
    const text = block.toString(encoding);
    let counted = 0;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      line += breaksBetween(text, counted, match.index);
      counted = match.index;
      found(line);
      const next = text.indexOf('\n', match.index) + 1;
      if (next === 0) break;
      pattern.lastIndex = next;
    }
    line += breaksBetween(text, counted, text.length);
  });
}

/** What our own headings say is no finding of theirs. */
const HEADING = /^(?:Running |-{3,}|={3,}|openjd_)/;

/** Tells each line between a place and `end` that looks like an error or a warning, in order. */
export async function eachLevel(
  log: RandomAccess,
  from: LinePlace,
  end: number,
  found: (line: number, level: LogLevel) => void,
): Promise<void> {
  let { line } = from;
  const quick = new RegExp(LEVEL_WORDS.source, 'gi');
  await eachBlock(log, from.offset, end, (block) => {
    const text = block.toString('latin1');
    let counted = 0;
    quick.lastIndex = 0;
    for (let match = quick.exec(text); match !== null; match = quick.exec(text)) {
      line += breaksBetween(text, counted, match.index);
      counted = match.index;
      const begin = text.lastIndexOf('\n', match.index) + 1;
      const next = text.indexOf('\n', match.index);
      const whole = text.slice(begin, next < 0 ? undefined : next);
      const level = HEADING.test(whole) ? undefined : levelOf(whole.slice(0, LOOKED_AT));
      if (level) found(line, level);
      if (next < 0) break;
      quick.lastIndex = next + 1;
    }
    line += breaksBetween(text, counted, text.length);
  });
}

/** Characters of a line that may say what it is. */
const LOOKED_AT = 4096;

function patternOf({ text, matchCase }: SearchText): RegExp {
  const parts = [...text].map((character) => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'));
  return new RegExp(parts.join(COLOURS), matchCase ? 'g' : 'gi');
}

/** Gives a stretch of a log in blocks of whole lines. */
async function eachBlock(
  log: RandomAccess,
  begin: number,
  end: number,
  look: (block: Buffer) => void,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  for (let position = begin; position < end; ) {
    const read = await log.read(position, Math.min(BLOCK, end - position));
    if (read.length === 0) break;
    position += read.length;
    const data = rest.length === 0 ? read : Buffer.concat([rest, read]);
    const whole = data.lastIndexOf(10) + 1;
    if (whole > 0) look(data.subarray(0, whole));
    rest = data.subarray(whole);
  }
  if (rest.length > 0) look(rest);
}

function breaksBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1))
    count++;
  return count;
}
