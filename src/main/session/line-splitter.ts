import { characterBoundary, decodeBytes } from './decode-bytes.ts';

/** A log line is at most this long; the rest of a longer one is continued on the next. */
const MAX_LINE_BYTES = 65_536;

const LF = 10;
const CR = 13;

interface LineSink {
  /** One or more whole lines, joined by `\n`, without the last line's break. */
  lines(text: string): void;
  /** A piece of a line that is too long; more of the same line follows. */
  piece(text: string): void;
  /** Text that a carriage return has taken back: an earlier state of a progress line. */
  overwritten(text: string): void;
}

/**
 * Makes lines of a process's output as it comes. A line ends with `\n` or `\r\n`; a carriage return
 * within a line lets it begin again, as on a terminal, and what stands there then is the line. Neither
 * the size of a write nor the length of a line matters: memory is bounded by one line's limit.
 */
export class LineSplitter {
  readonly #sink: LineSink;
  #rest: Buffer[] = [];
  #restLength = 0;
  #continued = false;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    const lastBreak = chunk.lastIndexOf(LF);
    let begin = 0;
    if (lastBreak >= 0) {
      begin = lastBreak + 1;
      this.#whole(chunk, lastBreak);
    }
    if (begin < chunk.length) this.#keep(chunk.subarray(begin));
  }

  /** The unfinished last line as it would stand on a terminal now. */
  live(): string | undefined {
    if (this.#restLength === 0) return undefined;
    return decodeBytes(trimReturns(this.#joined()));
  }

  /** Hands out what has no line break behind it. */
  end(): void {
    if (this.#restLength === 0 && !this.#continued) return;
    const rest = this.#joined();
    this.#clear();
    if (rest.length === 0) return;
    this.#emit(rest);
  }

  #whole(chunk: Buffer, lastBreak: number): void {
    let from = 0;
    if (this.#restLength > 0) {
      const firstBreak = chunk.indexOf(LF);
      this.#rest.push(chunk.subarray(0, firstBreak));
      const line = Buffer.concat(this.#rest);
      this.#clear();
      this.#emit(line);
      from = firstBreak + 1;
    } else if (this.#continued && chunk[0] === LF) {
      // The break of a line that was cut exactly at its end.
      from = 1;
    }
    this.#continued = false;
    if (from > lastBreak) return;
    const block = chunk.subarray(from, lastBreak);
    if (block.length > MAX_LINE_BYTES) {
      for (const line of splitBuffer(block)) this.#emit(line);
    } else {
      this.#emitBlock(block);
    }
  }

  #emit(line: Buffer): void {
    let rest = line;
    while (isTooLong(rest)) {
      const cut = characterBoundary(rest, MAX_LINE_BYTES);
      this.#sink.piece(decodeBytes(rest.subarray(0, cut)));
      rest = rest.subarray(cut);
    }
    this.#emitBlock(rest);
  }

  #emitBlock(block: Buffer): void {
    let text = decodeBytes(block);
    if (text.includes('\r')) text = this.#resolveReturns(text);
    this.#sink.lines(text);
  }

  #resolveReturns(text: string): string {
    const plain = text.replaceAll('\r\n', '\n');
    const ended = plain.endsWith('\r') ? plain.replace(/\r+$/, '') : plain;
    if (!ended.includes('\r')) return ended;
    return ended
      .split('\n')
      .map((line) => this.#lastState(line.replace(/\r+$/, '')))
      .join('\n');
  }

  #lastState(line: string): string {
    const states = line.split('\r');
    const last = states.pop() ?? '';
    for (const state of states) if (state !== '') this.#sink.overwritten(state);
    return last;
  }

  #keep(part: Buffer): void {
    // The chunk's memory is used again for the next one.
    this.#rest.push(Buffer.from(part));
    this.#restLength += part.length;
    if (part.includes(CR)) this.#dropOverwritten();
    if (this.#restLength > MAX_LINE_BYTES) this.#cut();
  }

  #dropOverwritten(): void {
    const rest = this.#joined();
    const end = trimReturns(rest).length;
    const begin = rest.lastIndexOf(CR, end - 1) + 1;
    if (begin === 0 || end === 0) return;
    for (const state of decodeBytes(rest.subarray(0, begin)).split('\r')) {
      if (state !== '') this.#sink.overwritten(state);
    }
    this.#replace(Buffer.from(rest.subarray(begin)));
  }

  #cut(): void {
    let rest = this.#joined();
    while (isTooLong(rest)) {
      const cut = characterBoundary(rest, MAX_LINE_BYTES);
      this.#sink.piece(decodeBytes(rest.subarray(0, cut)));
      rest = rest.subarray(cut);
      this.#continued = true;
    }
    this.#replace(Buffer.from(rest));
  }

  #joined(): Buffer {
    if (this.#rest.length > 1) this.#rest = [Buffer.concat(this.#rest)];
    return this.#rest[0] ?? Buffer.alloc(0);
  }

  #replace(rest: Buffer): void {
    this.#rest = rest.length > 0 ? [rest] : [];
    this.#restLength = rest.length;
  }

  #clear(): void {
    this.#replace(Buffer.alloc(0));
  }
}

/** What belongs to the break of a line, as a terminal writes it, does not make it longer. */
function isTooLong(bytes: Buffer): boolean {
  const { length } = bytes;
  return length > MAX_LINE_BYTES + BREAK || trimReturns(bytes).length > MAX_LINE_BYTES;
}

/** Bytes of a line's break before its line feed. */
const BREAK = 2;

function trimReturns(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === CR) end--;
  return bytes.subarray(0, end);
}

function splitBuffer(block: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, from)) {
    lines.push(block.subarray(from, at));
    from = at + 1;
  }
  lines.push(block.subarray(from));
  return lines;
}
