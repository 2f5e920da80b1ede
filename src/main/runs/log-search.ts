import type { RandomAccess } from './log-source.ts';

export interface SearchRequest {
  readonly text: string;
  readonly matchCase: boolean;
  /** Line numbers returned at most; the count is exact all the same. */
  readonly limit: number;
}

export interface SearchResult {
  /** Lines that contain the text. */
  readonly count: number;
  readonly lines: number[];
}

const BLOCK = 512 << 10;
const COLOURS = /\x1b\[[0-9;:]*m/g;

/** Searches a log as it is read by people: colours do not interrupt a text. */
export async function searchLog(
  log: RandomAccess | undefined,
  request: SearchRequest,
): Promise<SearchResult> {
  const wanted = request.matchCase ? request.text : request.text.toLowerCase();
  const lines: number[] = [];
  let count = 0;
  let lineNumber = 0;
  const look = (block: string) => {
    let text = block.includes('\x1b') ? block.replace(COLOURS, '') : block;
    if (!request.matchCase) text = text.toLowerCase();
    let counted = 0;
    for (let at = text.indexOf(wanted); at >= 0; ) {
      lineNumber += breaksBetween(text, counted, at);
      count++;
      if (lines.length < request.limit) lines.push(lineNumber);
      const end = text.indexOf('\n', at);
      counted = at;
      at = end < 0 ? -1 : text.indexOf(wanted, end + 1);
    }
    lineNumber += breaksBetween(text, counted, text.length);
  };
  if (log !== undefined) await eachBlock(log, look);
  return { count, lines };
}

/** Gives a log in blocks of whole lines. */
async function eachBlock(log: RandomAccess, look: (block: string) => void): Promise<void> {
  let rest = Buffer.alloc(0);
  for (let position = 0; position < log.size; ) {
    const read = await log.read(position, BLOCK);
    if (read.length === 0) break;
    position += read.length;
    const data = Buffer.concat([rest, read]);
    const end = data.lastIndexOf(10) + 1;
    if (end > 0) look(data.toString('utf8', 0, end));
    rest = data.subarray(end);
  }
  if (rest.length > 0) look(rest.toString('utf8'));
}

function breaksBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1))
    count++;
  return count;
}
