/** A place in a text as people count: the first line and the first column are 1. */
export interface Position {
  readonly line: number;
  /** In UTF-16 code units, as Monaco counts. */
  readonly column: number;
}

/** Converts between offsets and lines of one text. Lines end with `\n`, `\r\n` or a lone `\r`. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The position of `offset`; offsets outside the text are clamped to its ends. */
  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (this.#starts[low] ?? 0) + 1 };
  }

  /** The offset of a position; lines outside the text are clamped, columns to their line's end. */
  offsetAt(position: Position): number {
    const line = Math.max(1, Math.min(position.line, this.lineCount));
    const start = this.lineStart(line);
    return Math.max(start, Math.min(start + position.column - 1, this.lineEnd(line)));
  }

  /** Where a line begins (1-based). */
  lineStart(line: number): number {
    return this.#starts[line - 1] ?? this.#length;
  }

  /** Where a line ends, its line break included. */
  lineEnd(line: number): number {
    return this.#starts[line] ?? this.#length;
  }
}
