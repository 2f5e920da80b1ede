import type { PlainData } from '../text/diagnostic.ts';

/** One finding about an expression, with offsets in the string that was given to the parser. */
export interface ExprIssue {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly data?: Readonly<Record<string, PlainData>>;
}

/** An evaluation that failed: what is wrong and where. Checks never throw it; they collect issues. */
export class ExprError extends Error {
  override readonly name = 'ExprError';
  readonly code: string;
  start: number;
  end: number;
  readonly data: Readonly<Record<string, PlainData>> | undefined;

  constructor(
    code: string,
    message: string,
    start = -1,
    end = -1,
    data?: Readonly<Record<string, PlainData>>,
  ) {
    super(message);
    this.code = code;
    this.start = start;
    this.end = end;
    this.data = data;
  }

  /** Gives an error from a function, which knows no place, the place of the call. */
  locate(start: number, end: number): this {
    if (this.start < 0) {
      this.start = start;
      this.end = end;
    }
    return this;
  }

  toIssue(): ExprIssue {
    const { code, message, start, end, data } = this;
    return data === undefined ? { code, message, start, end } : { code, message, start, end, data };
  }
}

/** Builds an issue; `data` is left out when there is none. */
export function issueAt(
  code: string,
  message: string,
  start: number,
  end: number,
  data?: Readonly<Record<string, PlainData>>,
): ExprIssue {
  return data === undefined ? { code, message, start, end } : { code, message, start, end, data };
}
