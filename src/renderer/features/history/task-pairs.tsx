import { useRef } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import { text as words } from '../../text/en.ts';
import { duration } from '../../text/numbers.ts';
import { GRID_CELL, GRID_HEADER, GRID_ROW, GRID_ROWS } from '../../ui/grid-roles.ts';
import { StateGlyph, type StateName } from '../../ui/state-glyph.tsx';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import type { TaskEnd, TaskPair } from './task-rows.ts';

const ROW_HEIGHT = 24;
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
  const view = useVirtualWindow(scroller, BigInt(pairs.length), ROW_HEIGHT, ROW_HEIGHT);
  const first = Number(view.first);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the roles of a grid.
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={words.history.taskPairs}
      aria-rowcount={pairs.length + 1}
      className="pairs scroll numbers"
    >
      <div {...GRID_ROWS} className="history-list-head">
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a row, see the roles of a grid. */}
        <div {...GRID_ROW} aria-rowindex={1} className="pair history-row-head">
          <span {...GRID_HEADER}>{words.history.task}</span>
          <span {...GRID_HEADER}>{words.history.older}</span>
          <span {...GRID_HEADER}>{words.history.newer}</span>
          <span {...GRID_HEADER} className="history-number">
            {words.history.difference}
          </span>
        </div>
      </div>
      <div role="presentation" style={{ height: view.height - ROW_HEIGHT }}>
        <div
          {...GRID_ROWS}
          className="history-rows"
          style={{ height: view.viewport, top: ROW_HEIGHT }}
        >
          {pairs.slice(first, first + view.count).map((pair, i) => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a row, see the roles of a grid.
            <div
              {...GRID_ROW}
              key={pair.key}
              aria-rowindex={first + i + 2}
              className={`pair pair-row ${pair.changed ? 'pair-changed' : ''}`}
              style={{ transform: `translateY(${i * ROW_HEIGHT - view.offset}px)` }}
            >
              <span {...GRID_CELL} className="cut" title={inertText(pair.label)}>
                {inertText(pair.label)}
              </span>
              <End end={pair.left} />
              <End end={pair.right} />
              <span {...GRID_CELL} className="history-number">
                {pair.delta === undefined ? '' : signed(pair.delta)}
              </span>
            </div>
          ))}
        </div>
      </div>
    </div>
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
