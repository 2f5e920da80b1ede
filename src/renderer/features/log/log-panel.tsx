import { useRef } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { showLog, useLog } from '../../stores/log-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { showTask } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { duration } from '../../text/numbers.ts';
import { StateGlyph, type StateName } from '../../ui/state-glyph.tsx';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { LogPane } from './log-pane.tsx';

const ROW_HEIGHT = 24;
const GLYPHS: Record<ActionRecord['state'], StateName> = {
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  timeout: 'failed',
  canceled: 'canceled',
};

/** Every action of the run in the order of starting, and the log of one. */
export function LogPanel() {
  useRun((state) => state.version);
  const { data, run } = useRun.getState();
  const shown = useLog((state) => state.feed?.actionId);
  const scroller = useRef<HTMLDivElement>(null);
  const actions = [...data.actions.values()].sort((a, b) => a.id - b.id);
  const view = useVirtualWindow(scroller, BigInt(actions.length), ROW_HEIGHT);
  if (!run || actions.length === 0) return <p className="log-none">{words.log.none}</p>;
  const first = Number(view.first);
  return (
    <div className="log-panel">
      <div className="log-actions scroll" ref={scroller}>
        <div style={{ height: view.height }}>
          <ul
            className="log-actions-rows"
            style={{ height: view.viewport }}
            aria-label={words.log.actions}
          >
            {actions.slice(first, first + view.count).map((action, i) => (
              <li
                key={action.id}
                className="log-action-row"
                style={{ transform: `translateY(${i * ROW_HEIGHT - view.offset}px)` }}
              >
                <button
                  type="button"
                  className="log-action"
                  aria-current={action.id === shown ? 'true' : undefined}
                  onClick={() => choose(action)}
                >
                  <StateGlyph state={GLYPHS[action.state]} size={11} />
                  <span className="cut" title={action.label}>
                    {action.label}
                  </span>
                  <span className="log-action-time numbers">
                    {action.endedAt === undefined
                      ? ''
                      : duration(action.endedAt - action.startedAt)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <LogPane />
    </div>
  );
}

function choose(action: ActionRecord): void {
  if (action.step !== undefined && action.taskIndex !== undefined)
    showTask(action.step, BigInt(action.taskIndex));
  showLog(action, { pin: true });
}
