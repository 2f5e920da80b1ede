import type { Range } from '../../text/range.ts';

/** A change of a text: what stands in `range` becomes `text`. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/**
 * The text after edits, whose ranges are those of the text before all of them. They may touch but not
 * overlap; of two at the same place the one that is named first comes first.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { range, text: replacement } of inOrder(edits)) {
    if (range.start < at) throw new RangeError('Text edits overlap');
    parts.push(text.slice(at, range.start), replacement);
    at = range.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The edits that lead back from the changed text to `text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return inOrder(edits).map(({ range, text: replacement }) => {
    const start = range.start + shift;
    shift += replacement.length - (range.end - range.start);
    return {
      range: { start, end: start + replacement.length },
      text: text.slice(range.start, range.end),
    };
  });
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted(
    (left, right) => left.range.start - right.range.start || left.range.end - right.range.end,
  );
}

/** The same change without what both texts begin and end with; nothing for no change. */
export function narrow(text: string, edit: TextEdit): TextEdit[] {
  const before = text.slice(edit.range.start, edit.range.end);
  const after = edit.text;
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  while (head > 0 && splitsPair(before, after, head)) head--;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  while (
    tail > 0 &&
    (isJoint(before, before.length - tail) || isJoint(after, after.length - tail))
  ) {
    tail--;
  }
  return [
    {
      range: { start: edit.range.start + head, end: edit.range.end - tail },
      text: after.slice(head, after.length - tail),
    },
  ];
}

function splitsPair(before: string, after: string, at: number): boolean {
  return isJoint(before, at) || isJoint(after, at);
}

/** True inside of a CRLF or a surrogate pair: no editor has a cursor there. */
function isJoint(text: string, at: number): boolean {
  const [left, right] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (left === 13 && right === 10) return true;
  return left >= 0xd800 && left < 0xdc00 && right >= 0xdc00 && right < 0xe000;
}
