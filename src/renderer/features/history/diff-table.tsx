import { useRef } from 'react';
import { text as words } from '../../text/en.ts';
import { GRID_CELL, GRID_ROW, GRID_ROWS } from '../../ui/grid-roles.ts';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import type { DiffRow, Line, TextDiff } from './diff-rows.ts';

const ROW_HEIGHT = 18;
/** Characters of a line that are drawn. */
const SHOWN = 1000;

/** Two texts side by side, line by line; what is equal is folded, only rows in view exist. */
export function DiffTable({ diff }: { readonly diff: TextDiff }) {
  const scroller = useRef<HTMLDivElement>(null);
  const view = useVirtualWindow(scroller, BigInt(diff.rows.length), ROW_HEIGHT);
  const first = Number(view.first);
  const equal = diff.added + diff.removed === 0;
  return (
    <>
      {equal && <p className="history-none">{words.history.sameTemplate}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: see the roles of a grid. */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={words.history.templateDiff}
        aria-rowcount={diff.rows.length}
        className="diff scroll mono"
        hidden={equal}
      >
        <div role="presentation" style={{ height: view.height }}>
          <div {...GRID_ROWS} className="diff-rows" style={{ height: view.viewport }}>
            {diff.rows.slice(first, first + view.count).map((row, i) => (
              // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a row, see the roles of a grid.
              <div
                {...GRID_ROW}
                // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move.
                key={first + i}
                aria-rowindex={first + i + 1}
                className={`diff-row diff-${row.kind}`}
                style={{ transform: `translateY(${i * ROW_HEIGHT - view.offset}px)` }}
              >
                <Cells row={row} />
              </div>
            ))}
          </div>
        </div>
      </div>
    </>
  );
}

function Cells({ row }: { readonly row: DiffRow }) {
  if (row.kind === 'fold')
    return (
      <span {...GRID_CELL} className="diff-folded">
        {words.history.equalLines(row.count)}
      </span>
    );
  return (
    <>
      <Side line={row.left} sign={row.left && row.kind !== 'same' ? '−' : ''} />
      <Side line={row.right} sign={row.right && row.kind !== 'same' ? '+' : ''} />
    </>
  );
}

function Side({ line, sign }: { readonly line: Line | undefined; readonly sign: string }) {
  const look = sign === '−' ? 'diff-out' : sign === '+' ? 'diff-in' : line ? '' : 'diff-nothing';
  return (
    <span
      {...GRID_CELL}
      className={`diff-side ${look}`}
      title={line && line.text.length > 40 ? line.text.slice(0, SHOWN) : undefined}
    >
      <span className="diff-number numbers">{line?.number}</span>
      <span className="diff-sign">{sign}</span>
      <span className="diff-text">{line?.text.slice(0, SHOWN)}</span>
    </span>
  );
}
