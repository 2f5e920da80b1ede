/** A selection over lines that need not be drawn: it lives in lines and columns, not in the page. */
export interface LogPoint {
  readonly line: number;
  readonly column: number;
}

export interface LogSelection {
  readonly anchor: LogPoint;
  readonly focus: LogPoint;
}

export function ordered(selection: LogSelection): readonly [LogPoint, LogPoint] {
  const { anchor, focus } = selection;
  const forward =
    anchor.line < focus.line || (anchor.line === focus.line && anchor.column <= focus.column);
  return forward ? [anchor, focus] : [focus, anchor];
}

export function isEmpty(selection: LogSelection): boolean {
  return (
    selection.anchor.line === selection.focus.line &&
    selection.anchor.column === selection.focus.column
  );
}

/** The part of a line's text that is selected. */
export function selectedPart(selection: LogSelection, line: number, text: string): string {
  const [from, to] = ordered(selection);
  return text.slice(
    line === from.line ? from.column : 0,
    line === to.line ? to.column : text.length,
  );
}
