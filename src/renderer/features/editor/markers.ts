import { monaco } from '../../editor/monaco.ts';
import type { Problem } from '../../language-worker/contract.ts';
import { text as words } from '../../text/en.ts';

const SEVERITY = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
  hint: monaco.MarkerSeverity.Hint,
};

/** Findings as the editor draws them and tells them on hover. */
export function toMarkers(problems: readonly Problem[]) {
  return problems.map((problem) => ({
    severity: SEVERITY[problem.severity],
    message:
      problem.suggestion === undefined || problem.message.includes(problem.suggestion)
        ? problem.message
        : `${problem.message} ${words.problems.suggestion(problem.suggestion)}`,
    code: problem.code,
    startLineNumber: problem.line,
    startColumn: problem.column,
    endLineNumber: problem.endLine,
    // A finding without width would be invisible.
    endColumn:
      problem.endLine === problem.line && problem.endColumn === problem.column
        ? problem.endColumn + 1
        : problem.endColumn,
  }));
}
