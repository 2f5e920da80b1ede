import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { text as words } from '../../text/en.ts';
import { GRID_CELL, GRID_ROW, GRID_ROWS } from '../../ui/grid-roles.ts';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import type { TextDiff } from './diff-rows.ts';
import { type DrawnRow, type Piece, wrapRows } from './wrap-rows.ts';

const ROW_HEIGHT = 18;
/** Beside the text of a side: its number, its sign, the line between both. */
const BESIDE = 60;

/** Two texts side by side, line by line; what is equal is folded, only rows in view exist. */
export function DiffTable({
  diff,
  label,
  equalWords,
}: {
  readonly diff: TextDiff;
  readonly label: string;
  /** What is said when there is no difference. */
  readonly equalWords: string;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const columns = useColumns(scroller, probe);
  const rows = useMemo(() => wrapRows(diff.rows, columns), [diff, columns]);
  const view = useVirtualWindow(scroller, BigInt(rows.length), ROW_HEIGHT);
  const first = Number(view.first);
  const equal = diff.added + diff.removed === 0;
  return (
    <>
      {equal && <p className="history-none">{equalWords}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: see the roles of a grid. */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.length}
        className="diff scroll mono"
        hidden={equal}
      >
        <span ref={probe} className="diff-probe" aria-hidden="true">
          0000000000
        </span>
        <div role="presentation" style={{ height: view.height }}>
          <div {...GRID_ROWS} className="diff-rows" style={{ height: view.viewport }}>
            {rows.slice(first, first + view.count).map((row, i) => (
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

/** Characters that fit into one side. */
function useColumns(
  scroller: React.RefObject<HTMLElement | null>,
  probe: React.RefObject<HTMLElement | null>,
): number {
  const [columns, setColumns] = useState(80);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const character = (probe.current?.getBoundingClientRect().width ?? 0) / 10;
      if (character === 0) return;
      setColumns(Math.max(8, Math.floor((element.clientWidth / 2 - BESIDE) / character)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [scroller, probe]);
  return columns;
}

function Cells({ row }: { readonly row: DrawnRow }) {
  if (row.kind === 'fold')
    return (
      <span {...GRID_CELL} className="diff-folded">
        {words.history.equalLines(row.count)}
      </span>
    );
  return (
    <>
      <Side line={row.left} look={row.kind === 'same' ? '' : 'diff-out'} sign="−" />
      <Side line={row.right} look={row.kind === 'same' ? '' : 'diff-in'} sign="+" />
    </>
  );
}

function Side(props: {
  readonly line: Piece | undefined;
  readonly look: string;
  readonly sign: string;
}) {
  const { line, look, sign } = props;
  return (
    <span {...GRID_CELL} className={`diff-side ${line ? look : 'diff-nothing'}`}>
      <span className="diff-number numbers">{line?.number}</span>
      <span className="diff-sign">{line?.number !== undefined && look !== '' && sign}</span>
      <span className="diff-text">{line?.text}</span>
    </span>
  );
}
