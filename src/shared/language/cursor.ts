import type { Range } from '../text/range.ts';
import { decodedOffset, type ScalarNode, sourceRange } from '../yaml/index.ts';

/**
 * An expression that a cursor stands in, with a map from its offsets to those of the document: the text may stand
 * inside of quotes with escapes or in a folded scalar.
 */
export interface ExpressionCursor {
  /** The text that holds the expression: a format string or a binding. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
  /** The cursor in `source`. */
  readonly offset: number;
  readonly place: (start: number, end: number) => Range;
}

/** The expression between `{{` and `}}` around a cursor; the braces may not be closed yet. */
function expressionIn(source: string, offset: number): { start: number; end: number } | undefined {
  const open = source.lastIndexOf('{{', Math.max(0, offset - 2));
  if (open < 0 || open + 2 > offset) return undefined;
  const close = source.indexOf('}}', open + 2);
  if (close >= 0 && close < offset) return undefined;
  const next = source.indexOf('{{', open + 2);
  const line = source.indexOf('\n', offset);
  const end = close >= 0 && (next < 0 || close < next) ? close : line < 0 ? source.length : line;
  return { start: open + 2, end };
}

/** The expression of a format string at a place of the document. */
export function cursorInFormat(scalar: ScalarNode, offset: number): ExpressionCursor | undefined {
  const at = decodedOffset(scalar, offset);
  const found = expressionIn(scalar.text, at);
  return found && { ...found, source: scalar.text, offset: at, place: placer(scalar) };
}

/** The expression of a binding, `name = expression`, when the cursor is behind the sign. */
export function cursorInBinding(scalar: ScalarNode, offset: number): ExpressionCursor | undefined {
  const at = decodedOffset(scalar, offset);
  const equals = scalar.text.indexOf('=');
  if (equals < 0 || at <= equals) return undefined;
  return {
    source: scalar.text,
    start: equals + 1,
    end: scalar.text.length,
    offset: at,
    place: placer(scalar),
  };
}

/** The expression in a line of a document that is too broken to know its scalars. */
export function cursorInLine(
  text: string,
  lineStart: number,
  offset: number,
): ExpressionCursor | undefined {
  const line = /^[^\r\n]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const found = expressionIn(line, offset - lineStart);
  if (found === undefined) return undefined;
  const place = (start: number, end: number): Range => ({
    start: lineStart + start,
    end: lineStart + end,
  });
  return { ...found, source: line, offset: offset - lineStart, place };
}

/** The expression of a binding in a line whose end is not a value yet: `- frames = `. */
export function bindingInLine(
  text: string,
  lineStart: number,
  offset: number,
): ExpressionCursor | undefined {
  const equals = text.slice(lineStart, offset).indexOf('=');
  if (equals < 0) return undefined;
  const line = /^[^\r\n]*/.exec(text.slice(lineStart))?.[0] ?? '';
  return {
    source: line,
    start: equals + 1,
    end: line.length,
    offset: offset - lineStart,
    place: (start, end) => ({ start: lineStart + start, end: lineStart + end }),
  };
}

function placer(scalar: ScalarNode): ExpressionCursor['place'] {
  return (start, end) => sourceRange(scalar, start, end);
}
