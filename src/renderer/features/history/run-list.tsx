import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { RunRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { chooseRun } from '../../stores/history-store.ts';
import { lookAtRun } from '../../stores/past-run.ts';
import { useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { GRID_CELL, GRID_HEADER } from '../../ui/grid-roles.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { GridHead, GridLine, ROW_HEIGHT, rowByKey, VirtualGrid } from '../../ui/virtual-grid.tsx';
import { countWords, GLYPHS, scopeWords, timeWords, whenWords } from './run-words.ts';

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
  const total = BigInt(runs.length);
  const view = useVirtualWindow(scroller, total, ROW_HEIGHT, ROW_HEIGHT);
  const shown = useRun((state) => state.run?.id);
  const at = runs.findIndex((run) => run.id === chosen);
  const first = Number(view.first);
  const { revealRow } = view;
  useEffect(() => {
    if (at >= 0) revealRow(BigInt(at));
  }, [at, revealRow]);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = rowByKey(event.key, BigInt(at), { total, viewport: view.viewport });
    const run = runs[at];
    if (event.key === 'Enter' && run) void lookAtRun(run);
    else if (to === undefined) return;
    else chooseRun(runs[Number(to)]?.id);
    event.preventDefault();
  };
  return (
    <VirtualGrid
      label={words.history.list}
      scroller={scroller}
      view={view}
      total={total}
      active={at >= first && at < first + view.count ? `run-${runs[at]?.id}` : undefined}
      className={`history-list ${everywhere ? 'history-everywhere' : ''}`}
      onKeyDown={onKeyDown}
      head={
        <GridHead className="history-row">
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
        </GridHead>
      }
    >
      {runs.slice(first, first + view.count).map((run, i) => (
        <GridLine
          key={run.id}
          id={`run-${run.id}`}
          row={BigInt(first + i)}
          headed
          top={i * ROW_HEIGHT - view.offset}
          aria-selected={run.id === chosen}
          className={`history-row ${run.id === shown ? 'history-shown' : ''}`}
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
          <span {...GRID_CELL} className={`cut ${everywhere ? 'dim' : ''}`} title={scopeWords(run)}>
            {scopeWords(run)}
          </span>
          <span {...GRID_CELL} className="cut">
            {whenWords(run)}
          </span>
          <span {...GRID_CELL}>{timeWords(run)}</span>
          <span {...GRID_CELL} className="history-number cut">
            {countWords(run)}
          </span>
        </GridLine>
      ))}
    </VirtualGrid>
  );
}
