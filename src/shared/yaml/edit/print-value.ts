import type { PlainInput, WritingStyle } from './document.ts';
import { doubleQuoted, isPlainText, literalLines, plainWord, quoted } from './scalar-text.ts';

/**
 * A value as it is written behind a key or a dash: what stands in that line, and the lines below it, whose
 * indentation is relative to the key.
 */
export interface Written {
  readonly inline: string;
  readonly below: readonly string[];
}

type Properties = readonly (readonly [string, PlainInput])[];

export function isList(value: PlainInput): value is readonly PlainInput[] {
  return Array.isArray(value);
}

function propertiesOf(value: { readonly [key: string]: PlainInput | undefined }): Properties {
  return Object.entries(value).filter(
    (entry): entry is [string, PlainInput] => entry[1] !== undefined,
  );
}

function isMapping(value: PlainInput): value is { readonly [key: string]: PlainInput | undefined } {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** A list or mapping with anything in it. */
export function isCollection(value: PlainInput): boolean {
  if (isList(value)) return value.length > 0;
  return isMapping(value) && propertiesOf(value).length > 0;
}

/** True when a text inside reads better on lines of its own. */
export function hasLines(value: PlainInput): boolean {
  if (typeof value === 'string') return value.includes('\n');
  if (isList(value)) return value.some(hasLines);
  return isMapping(value) && propertiesOf(value).some(([, item]) => hasLines(item));
}

/** The lines of a list or mapping in block style; undefined for what stands in one line. */
export function blockLines(value: PlainInput, style: WritingStyle): string[] | undefined {
  if (isList(value)) {
    return value.length === 0 ? undefined : value.flatMap((item) => itemLines(item, style));
  }
  if (!isMapping(value)) return undefined;
  const properties = propertiesOf(value);
  if (properties.length === 0) return undefined;
  return properties.flatMap(([key, item]) => entryLines(key, item, style));
}

/** `key: value`, on as many lines as it takes. */
export function entryLines(key: string, value: PlainInput, style: WritingStyle): string[] {
  const name = isPlainText(key, false) ? key : doubleQuoted(key);
  const lines = blockLines(value, style);
  if (lines !== undefined) {
    return [`${name}:`, ...indent(lines, isList(value) ? style.listIndent : style.indent)];
  }
  const { inline, below } = writeScalar(value, style);
  return [`${name}: ${inline}`, ...indent(below, style.indent)];
}

/** `- value`, on as many lines as it takes. */
export function itemLines(value: PlainInput, style: WritingStyle): string[] {
  const lines = blockLines(value, style);
  if (lines !== undefined) {
    const [first = '', ...rest] = lines;
    return [`- ${first}`, ...indent(rest, 2)];
  }
  const { inline, below } = writeScalar(value, style);
  return [`- ${inline}`, ...indent(below, 2)];
}

export function indent(lines: readonly string[], columns: number): string[] {
  const space = ' '.repeat(columns);
  return lines.map((line) => (line === '' ? '' : space + line));
}

/** What is no list or mapping with anything in it. */
export function writeScalar(value: PlainInput, style: WritingStyle): Written {
  if (typeof value !== 'string') return { inline: writeFlow(value, style), below: [] };
  const literal = literalLines(value);
  if (literal !== undefined) return { inline: literal.header, below: literal.lines };
  return { inline: writeText(value, style, false), below: [] };
}

function writeText(text: string, style: WritingStyle, inFlow: boolean): string {
  if (style.json) return doubleQuoted(text, true);
  return isPlainText(text, inFlow) ? text : quoted(text, style.quote);
}

/** A value in flow style, in one line. */
export function writeFlow(value: PlainInput, style: WritingStyle): string {
  if (typeof value === 'string') return writeText(value, style, true);
  if (isList(value)) return `[${value.map((item) => writeFlow(item, style)).join(', ')}]`;
  if (!isMapping(value)) return plainWord(value, style.json);
  const entries = propertiesOf(value).map(([key, item]) => writeFlowEntry(key, item, style));
  return `{${entries.join(', ')}}`;
}

export function writeFlowEntry(key: string, value: PlainInput, style: WritingStyle): string {
  return `${writeText(key, style, true)}: ${writeFlow(value, style)}`;
}

/** A value in flow style over several lines, as JSON files are usually written. */
export function writeTall(value: PlainInput, style: WritingStyle): string[] {
  const items = isList(value)
    ? value.map((item) => writeTall(item, style))
    : isMapping(value)
      ? propertiesOf(value).map(([key, item]) => writeTallEntry(key, item, style))
      : [];
  if (items.length === 0) return [writeFlow(value, style)];
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  const inner = items.flatMap((lines, index) =>
    index < items.length - 1 ? [...lines.slice(0, -1), `${lines.at(-1)},`] : lines,
  );
  return [open, ...indent(inner, style.indent), close];
}

export function writeTallEntry(key: string, value: PlainInput, style: WritingStyle): string[] {
  const [first = '', ...rest] = writeTall(value, style);
  return [`${writeText(key, style, true)}: ${first}`, ...rest];
}
