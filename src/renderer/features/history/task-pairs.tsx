import { useRef } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import { text as words } from '../../text/en.ts';
import { duration } from '../../text/numbers.ts';
import { GRID_CELL, GRID_HEADER } from '../../ui/grid-roles.ts';
import { StateGlyph, type StateName } from '../../ui/state-glyph.tsx';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { GridHead, GridLine, ROW_HEIGHT, VirtualGrid } from '../../ui/virtual-grid.tsx';
import type { TaskEnd, TaskPair } from './task-rows.ts';

const GLYPHS: Record<TaskEnd['state'], StateName> = {
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  timeout: 'failed',
  canceled: 'canceled',
};

/** Each task in both runs: its state, its time, how much longer it took. */
export function TaskPairs({ pairs }: { readonly pairs: readonly TaskPair[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const total = BigInt(pairs.length);
  const view = useVirtualWindow(scroller, total, ROW_HEIGHT, ROW_HEIGHT);
  const first = Number(view.first);
  return (
    <VirtualGrid
      label={words.history.taskPairs}
      scroller={scroller}
      view={view}
      total={total}
      active={undefined}
      className="pairs"
      head={
        <GridHead className="pair">
          <span {...GRID_HEADER}>{words.history.task}</span>
          <span {...GRID_HEADER}>{words.history.older}</span>
          <span {...GRID_HEADER}>{words.history.newer}</span>
          <span {...GRID_HEADER} className="history-number">
            {words.history.difference}
          </span>
        </GridHead>
      }
    >
      {pairs.slice(first, first + view.count).map((pair, i) => (
        <GridLine
          key={pair.key}
          row={BigInt(first + i)}
          headed
          top={i * ROW_HEIGHT - view.offset}
          className={`pair ${pair.changed ? 'pair-changed' : ''}`}
        >
          <span {...GRID_CELL} className="cut" title={inertText(pair.label)}>
            {inertText(pair.label)}
          </span>
          <End end={pair.left} />
          <End end={pair.right} />
          <span {...GRID_CELL} className="history-number">
            {pair.delta === undefined ? '' : signed(pair.delta)}
          </span>
        </GridLine>
      ))}
    </VirtualGrid>
  );
}

function End({ end }: { readonly end: TaskEnd | undefined }) {
  if (!end)
    return (
      <span {...GRID_CELL} className="dim">
        {words.history.notRun}
      </span>
    );
  return (
    <span {...GRID_CELL} className="pair-end">
      <span className={`history-state-${GLYPHS[end.state]}`}>
        <StateGlyph state={GLYPHS[end.state]} size={11} /> {words.timeline.states[end.state]}
      </span>
      <span className="dim">{end.time === undefined ? '' : duration(end.time)}</span>
    </span>
  );
}

/** `+0.4 s`, `−1.2 s`; less than a tenth is no difference. */
function signed(ms: number): string {
  if (Math.abs(ms) < 50) return '=';
  return `${ms > 0 ? '+' : '−'}${duration(Math.abs(ms))}`;
}
