import type { Diagnostic } from '../../shared/text/diagnostic.ts';
import { inertText } from '../../shared/text/inert.ts';
import { LineIndex } from '../../shared/text/line-index.ts';
import type { Range } from '../../shared/text/range.ts';
import type { Place, Problem } from './contract.ts';

/** A range with the lines and columns that people and the editor count. */
export function placeIn(lines: LineIndex, range: Range): Place {
  const from = lines.positionAt(range.start);
  const to = lines.positionAt(range.end);
  return {
    start: range.start,
    end: range.end,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}

function toProblem(lines: LineIndex, diagnostic: Diagnostic): Problem {
  const suggestion = diagnostic.data?.suggestion;
  return {
    ...placeIn(lines, diagnostic.range),
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: inertText(diagnostic.message),
    path: diagnostic.path,
    source: diagnostic.path[0] === 'parameters' ? 'values' : 'template',
    ...(typeof suggestion === 'string' ? { suggestion } : {}),
  };
}

/** In the order of the text. */
export function toProblems(text: string, diagnostics: readonly Diagnostic[]): Problem[] {
  const lines = new LineIndex(text);
  return diagnostics
    .map((diagnostic) => toProblem(lines, diagnostic))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
