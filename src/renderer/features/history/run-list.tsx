import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { RunRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { chooseRun } from '../../stores/history-store.ts';
import { lookAtRun } from '../../stores/past-run.ts';
import { useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { GRID_CELL, GRID_HEADER, GRID_ROW, GRID_ROWS } from '../../ui/grid-roles.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { countWords, GLYPHS, scopeWords, timeWords, whenWords } from './run-words.ts';

const ROW_HEIGHT = 24;

/** Runs, the newest first; the chosen one has its details beside. */
export function RunList({
  runs,
  chosen,
  everywhere,
}: {
  readonly runs: readonly RunRecord[];
  readonly chosen: string | undefined;
  /** Runs of several bundles: their names tell them apart. */
  readonly everywhere: boolean;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const view = useVirtualWindow(scroller, BigInt(runs.length), ROW_HEIGHT, ROW_HEIGHT);
  const shown = useRun((state) => state.run?.id);
  const at = runs.findIndex((run) => run.id === chosen);
  const first = Number(view.first);
  const { revealRow } = view;
  useEffect(() => {
    if (at >= 0) revealRow(BigInt(at));
  }, [at, revealRow]);
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(view.viewport / ROW_HEIGHT) - 1);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: runs.length - 1,
    };
    const to = moves[event.key];
    const run = runs[at];
    if (event.key === 'Enter' && run) void lookAtRun(run);
    else if (to === undefined) return;
    else chooseRun(runs[Math.max(0, Math.min(runs.length - 1, to))]?.id);
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the roles of a grid.
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={words.history.list}
      aria-rowcount={runs.length + 1}
      aria-activedescendant={
        at >= first && at < first + view.count ? `run-${runs[at]?.id}` : undefined
      }
      className={`history-list scroll numbers ${everywhere ? 'history-everywhere' : ''}`}
      onKeyDown={onKeyDown}
    >
      <div {...GRID_ROWS} className="history-list-head">
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a row, see the roles of a grid. */}
        <div {...GRID_ROW} aria-rowindex={1} className="history-row history-row-head">
          <span {...GRID_HEADER}>
            <span className="visually-hidden">{words.history.state}</span>
          </span>
          {everywhere && <span {...GRID_HEADER}>{words.history.name}</span>}
          <span {...GRID_HEADER}>{words.history.scope}</span>
          <span {...GRID_HEADER}>{words.history.when}</span>
          <span {...GRID_HEADER}>{words.history.time}</span>
          <span {...GRID_HEADER} className="history-number">
            {words.history.tasks}
          </span>
        </div>
      </div>
      <div role="presentation" style={{ height: view.height - ROW_HEIGHT }}>
        <div
          {...GRID_ROWS}
          className="history-rows"
          style={{ height: view.viewport, top: ROW_HEIGHT }}
        >
          {runs.slice(first, first + view.count).map((run, i) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: it is a row, see the roles of a grid.
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a row, see the roles of a grid.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys for all its rows.
            <div
              {...GRID_ROW}
              key={run.id}
              id={`run-${run.id}`}
              aria-rowindex={first + i + 2}
              aria-selected={run.id === chosen}
              className={`history-row history-run ${run.id === shown ? 'history-shown' : ''}`}
              style={{ transform: `translateY(${i * ROW_HEIGHT - view.offset}px)` }}
              onClick={() => chooseRun(run.id)}
              onDoubleClick={() => void lookAtRun(run)}
            >
              <span {...GRID_CELL} className={`history-state-${GLYPHS[run.state]}`}>
                <StateGlyph state={GLYPHS[run.state]} size={11} />
                <span className="visually-hidden">{words.run.states[run.state]}</span>
              </span>
              {everywhere && (
                <span {...GRID_CELL} className="cut" title={inertText(run.name)}>
                  {inertText(run.name)}
                </span>
              )}
              <span
                {...GRID_CELL}
                className={`cut ${everywhere ? 'dim' : ''}`}
                title={scopeWords(run)}
              >
                {scopeWords(run)}
              </span>
              <span {...GRID_CELL} className="cut">
                {whenWords(run)}
              </span>
              <span {...GRID_CELL}>{timeWords(run)}</span>
              <span {...GRID_CELL} className="history-number cut">
                {countWords(run)}
              </span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
