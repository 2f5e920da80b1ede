import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import { LineIndex } from '../../shared/text/line-index.ts';
import { applyEdits, type TextEdit } from '../../shared/yaml/edit/text-edit.ts';

type Change = Monaco.editor.IModelContentChange;

/** The editor's model has no byte order mark. */
export function markLength(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

/** Edits of the document as the model takes them: lines and columns mean the same in both. */
export function toModelEdits(text: string, edits: readonly TextEdit[]) {
  const places = new ModelPlaces(text);
  return edits.map((edit) => ({ range: places.range(edit.range), text: edit.text }));
}

/** Offsets of the document as places of the model, and back. */
export class ModelPlaces {
  readonly #lines: LineIndex;
  readonly #mark: number;

  constructor(text: string) {
    this.#lines = new LineIndex(text);
    this.#mark = markLength(text);
  }

  position(offset: number): { lineNumber: number; column: number } {
    const { line, column } = this.#lines.positionAt(offset);
    const mark = line === 1 ? this.#mark : 0;
    return { lineNumber: line, column: Math.max(1, column - mark) };
  }

  range({ start, end }: { readonly start: number; readonly end: number }): Monaco.IRange {
    const from = this.position(start);
    const to = this.position(end);
    return {
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    };
  }

  offset(lineNumber: number, column: number): number {
    const mark = lineNumber === 1 ? this.#mark : 0;
    return this.#lines.offsetAt({ line: lineNumber, column: column + mark });
  }
}

/** True when lines end in more than one way: a model would make them alike. */
export function hasMixedLineEnds(text: string): boolean {
  const crlf = text.includes('\r\n');
  const rest = crlf ? text.replaceAll('\r\n', '') : text;
  return [crlf, rest.includes('\n'), rest.includes('\r')].filter(Boolean).length > 1;
}

/** The document after changes of the model; line ends outside of them stay as they are. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  const places = new ModelPlaces(text);
  return applyEdits(
    text,
    changes.map(({ range, text: inserted }) => ({
      range: {
        start: places.offset(range.startLineNumber, range.startColumn),
        end: places.offset(range.endLineNumber, range.endColumn),
      },
      text: inserted,
    })),
  );
}
