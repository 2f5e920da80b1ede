import type { NameExpression, NamePart } from './ast.ts';

const NAME = /^\s*[A-Za-z_][A-Za-z0-9_]*(?:\s*\.\s*[A-Za-z_][A-Za-z0-9_]*)*\s*$/;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;

/**
 * A `<ValueReference>`, all that stands between braces without the EXPR extension (Template Schemas §7.3):
 * identifiers joined by dots. Undefined when the text from `start` to `end` is anything else.
 */
export function parseBaseName(
  source: string,
  start: number,
  end: number,
): NameExpression | undefined {
  const text = source.slice(start, end);
  if (!NAME.test(text)) return undefined;
  const parts: NamePart[] = [];
  for (let at = 0; at < text.length; at++) {
    IDENTIFIER.lastIndex = at;
    const match = IDENTIFIER.exec(text);
    if (match === null) continue;
    parts.push({ text: match[0], start: start + at, end: start + at + match[0].length });
    at += match[0].length;
  }
  const first = parts[0]?.start ?? start;
  const last = parts.at(-1)?.end ?? end;
  const name =
    parts.length === 1 ? (parts[0]?.text ?? '') : parts.map((part) => part.text).join('.');
  return { kind: 'name', name, parts, start: first, end: last, height: 1 };
}
