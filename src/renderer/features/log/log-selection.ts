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

/** A point of the page as one of the log; undefined outside its rows. */
export function pointOf(node: Node | null, offset: number): LogPoint | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  const row = element?.closest<HTMLElement>('[data-line]');
  const text = row?.querySelector('.log-text');
  if (!row || !text || !node) return undefined;
  const line = Number(row.dataset.line);
  if (!text.contains(node)) return { line, column: 0 };
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(node, offset);
  return { line, column: range.toString().length };
}

/** The node and offset of a column in a drawn row. */
export function placeOf(row: Element, column: number): { node: Node; offset: number } {
  const text = row.querySelector('.log-text') ?? row;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let left = column;
  let last: Node = text;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (left <= length) return { node, offset: left };
    left -= length;
    last = node;
  }
  return { node: last, offset: last.nodeValue?.length ?? last.childNodes.length };
}
