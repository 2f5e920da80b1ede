import { placeOf } from '../nodes.ts';
import { keepAnchors } from './anchors.ts';
import { type EditDocument, lineEnd, lineStart, type PlainInput, styleOf } from './document.ts';
import { type Found, sizeOf } from './find.ts';
import { writeInFlow } from './insert-flow.ts';
import {
  blockLines,
  hasLines,
  indent,
  isCollection,
  isList,
  writeFlow,
  writeScalar,
} from './print-value.ts';
import { replaceText } from './replace-text.ts';
import { isLineDone } from './scan.ts';
import { narrow, type TextEdit } from './text-edit.ts';
import { type ValueSlot, valueSlot } from './value-slot.ts';

/** Writes a value where another one stands, or where nothing stands yet behind a key or a dash. */
export function writeValue(document: EditDocument, found: Found, value: PlainInput): TextEdit[] {
  const { node, inFlow } = found;
  const { text } = document;
  const place = { start: placeOf(node).start, end: Math.min(placeOf(node).end, text.length) };
  if (node.kind !== 'scalar' && node.alias === undefined) keepAnchors(document, place);
  const isText = node.kind === 'scalar' && node.alias === undefined && node.text !== '';
  if (isText && typeof value === 'string') {
    const written = replaceText(document, node, value, inFlow);
    if (!inFlow) valueSlot(document, found);
    // A block scalar ends with a line break, which is not given up with it.
    const end = isLastBreak(text, place) && !/[\r\n]$/.test(written) ? styleOf(document).eol : '';
    return narrow(text, { range: place, text: written + end });
  }
  const isFlow = node.kind !== 'scalar' && node.flow && node.alias === undefined;
  if (inFlow) return writeInBrackets(document, found, value);
  // What stood in brackets stays in brackets, unless it was empty or gets texts of several lines.
  if (isFlow && sizeOf(node) > 0 && isCollection(value) && !hasLines(value)) {
    return narrow(text, { range: place, text: writeFlow(value, styleOf(document)) });
  }
  return writeInBlock(document, valueSlot(document, found), value);
}

function writeInBrackets(
  document: EditDocument,
  { node, slot }: Found,
  value: PlainInput,
): TextEdit[] {
  const { text } = document;
  const range = placeOf(node);
  const written = writeInFlow(document, value, range.start);
  if (range.end > range.start) return narrow(text, { range, text: written });
  const entry = slot?.parent.kind === 'map' ? slot.parent.entries[slot.index] : undefined;
  const colon = text.slice(entry?.key.range.end ?? range.start, range.start).includes(':');
  return [{ range, text: `${entry === undefined || colon ? ' ' : ': '}${written}` }];
}

function writeInBlock(document: EditDocument, slot: ValueSlot, value: PlainInput): TextEdit[] {
  const style = styleOf(document);
  const lines = blockLines(value, style);
  if (lines === undefined) {
    const { inline, below } = writeScalar(value, style);
    const deeper = indent(below, slot.column + (slot.kind === 'item' ? 2 : style.indent));
    return place(document, slot, [inline, ...deeper].join(style.eol));
  }
  if (slot.kind === 'root') return place(document, slot, lines.join(style.eol));
  const { text } = document;
  if (slot.kind === 'item' && (slot.isBlock ? false : isLineDone(text, slot.value.end))) {
    const rest = indent(lines.slice(1), slot.column + 2);
    return place(document, slot, [lines[0] ?? '', ...rest].join(style.eol));
  }
  const deeper = slot.kind === 'item' ? 2 : isList(value) ? style.listIndent : style.indent;
  return placeBelow(document, slot, indent(lines, slot.column + deeper).join(style.eol));
}

/** Puts a value behind its key or dash. */
function place(document: EditDocument, slot: ValueSlot, written: string): TextEdit[] {
  const { text } = document;
  const { at, value } = slot;
  if (slot.kind === 'root') return narrow(text, { range: value, text: written });
  if (!slot.isBlock || value.start === at) {
    const end = isLastBreak(text, value) ? lineEndBefore(text, value.end) : value.end;
    return narrow(text, { range: { start: at, end }, text: ` ${written}` });
  }
  const line = lineEnd(text, at);
  if (lineStart(text, value.start) <= at) {
    // A mapping behind its dash.
    return narrow(text, { range: { start: at, end: value.end }, text: ` ${written}` });
  }
  // The comment behind the key stays where it is.
  return [
    { range: { start: at, end: at }, text: ` ${written}` },
    { range: { start: line, end: value.end }, text: '' },
  ];
}

/** Puts the lines of a collection below its key, behind the comment that may stand there. */
function placeBelow(document: EditDocument, slot: ValueSlot, lines: string): TextEdit[] {
  const { text } = document;
  const { eol } = styleOf(document);
  const { at, value } = slot;
  if (slot.isBlock) {
    const isBehind = lineStart(text, value.start) <= at;
    const start = isBehind ? at : value.start;
    return narrow(text, { range: { start, end: value.end }, text: isBehind ? eol + lines : lines });
  }
  const end = isLastBreak(text, value) ? lineEndBefore(text, value.end) : value.end;
  const line = value.end === end ? lineEnd(text, end) : end;
  if (isLineDone(text, end)) return [{ range: { start: at, end: line }, text: eol + lines }];
  return [
    ...(end > at ? [{ range: { start: at, end }, text: '' }] : []),
    { range: { start: line, end: line }, text: eol + lines },
  ];
}

/** A block scalar ends behind a line break, which is the file's. */
function isLastBreak(text: string, { start, end }: ValueSlot['value']): boolean {
  return end > start && /[\r\n]/.test(text[end - 1] ?? '');
}

function lineEndBefore(text: string, end: number): number {
  return text[end - 1] === '\n' && text[end - 2] === '\r' ? end - 2 : end - 1;
}
