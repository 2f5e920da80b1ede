import type { Diagnostic } from '../../../../shared/text/diagnostic.ts';
import { LineIndex } from '../../../../shared/text/line-index.ts';

/** The text a diagnostic's range counts in, and what to call it. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

const MAX_LINE = 160;

/**
 * A diagnostic for a terminal and for editors that read compilers' output:
 * `file:line:column: severity: message [code]`, then the line and a caret under the place.
 */
function formatDiagnostic(diagnostic: Diagnostic, source: Source, index: LineIndex): string {
  const { line, column } = index.positionAt(diagnostic.range.start);
  const head = `${source.name}:${line}:${column}: ${diagnostic.severity}: ${oneLine(diagnostic.message)} [${diagnostic.code}]`;
  const text = source.text
    .slice(index.lineStart(line), index.lineEnd(line))
    .replace(/[\r\n]+$/, '');
  if (text.trim() === '') return head;
  // A window of a long line, so that the caret stays in sight.
  const from = column > MAX_LINE ? column - MAX_LINE / 2 : 0;
  const shown = text.slice(from, from + MAX_LINE);
  const before = shown.slice(0, column - 1 - from).replace(/[^\t]/g, ' ');
  const room = Math.max(1, shown.length - (column - 1 - from));
  const length = Math.max(1, Math.min(diagnostic.range.end - diagnostic.range.start, room));
  return `${head}\n  ${inert(shown)}\n  ${before}^${'~'.repeat(length - 1)}`;
}

/** Every diagnostic of one source, in its order. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], source: Source): string {
  const index = new LineIndex(source.text);
  return diagnostics
    .map((diagnostic) => `${formatDiagnostic(diagnostic, source, index)}\n`)
    .join('');
}

/** A diagnostic as plain data, with lines and columns that count from 1. */
export function diagnosticToJson(
  diagnostic: Diagnostic,
  source: Source,
  index: LineIndex,
): Record<string, unknown> {
  const place = (offset: number): Record<string, number> => ({
    ...index.positionAt(offset),
    offset,
  });
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    file: source.name,
    range: { start: place(diagnostic.range.start), end: place(diagnostic.range.end) },
    path: diagnostic.path,
    ...(diagnostic.data === undefined ? {} : { data: diagnostic.data }),
  };
}

function oneLine(text: string): string {
  return inert(text.replace(/\s*\n\s*/g, ' '));
}

/** Control characters of a template must not steer the terminal it is shown in. */
export function inert(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
