import type { TextEdit } from '../../yaml/edit/index.ts';
import { replaceText } from '../../yaml/edit/replace-text.ts';
import { isPlainText } from '../../yaml/edit/scalar-text.ts';
import { narrow } from '../../yaml/edit/text-edit.ts';
import { type ScalarNode, sourceRange } from '../../yaml/index.ts';

interface EditedText {
  readonly text: string;
  readonly format: 'yaml' | 'json';
}

/** A change of a scalar's decoded text. */
interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes parts of a scalar's text, each in its place; the whole scalar where its quoting has to change. */
export function setTextAt(
  document: EditedText,
  scalar: ScalarNode,
  changes: readonly TextChange[],
): TextEdit[] | string {
  const ordered = changes.toSorted((left, right) => left.start - right.start);
  const isWhole =
    ordered.length === 1 && ordered[0]?.start === 0 && ordered[0].end === scalar.text.length;
  const isSimple = ordered.every(({ text }) => /^[A-Za-z_]\w*$/.test(text));
  const staysPlain =
    scalar.style !== 'plain' || !isWhole || isPlainText(ordered[0]?.text ?? '', true);
  if (isSimple && staysPlain) {
    return ordered.map(({ start, end, text }) => ({
      range: sourceRange(scalar, start, end),
      text,
    }));
  }
  let text = scalar.text;
  for (const change of ordered.toReversed()) {
    text = text.slice(0, change.start) + change.text + text.slice(change.end);
  }
  const { start, end } = scalar.range;
  const range = { start, end: Math.min(end, document.text.length) };
  return narrow(document.text, { range, text: replaceText(document, scalar, text, true) });
}
