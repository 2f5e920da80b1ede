import { useRef } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { resetPanel, resizePanel, useLayout } from '../../stores/layout-store.ts';
import { type PaneName, showLog, useLog } from '../../stores/log-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { showTaskOf } from '../../stores/tasks-of-actions.ts';
import { text as words } from '../../text/en.ts';
import { duration } from '../../text/numbers.ts';
import { SearchMenu } from '../../ui/search-menu.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { StateGlyph, type StateName } from '../../ui/state-glyph.tsx';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { findActions } from './find-actions.ts';
import { LogPane } from './log-pane.tsx';

const ROW_HEIGHT = 24;
const GLYPHS: Record<ActionRecord['state'], StateName> = {
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  timeout: 'failed',
  canceled: 'canceled',
};

/** Every action of the run in the order of starting, and one log or two side by side. */
export function LogPanel() {
  useRun((state) => state.version);
  const { data, run } = useRun.getState();
  const split = useLog((state) => state.split);
  const width = useLayout((state) => state.sizes.logs);
  if (!run || data.actions.size === 0) return <p className="log-none">{words.log.none}</p>;
  return (
    <div className="log-panel">
      {split ? (
        <section className="log-half" aria-label={words.log.first}>
          <ActionPicker name="main" />
          <LogPane />
        </section>
      ) : (
        <>
          <ActionList />
          <LogPane />
        </>
      )}
      {split && (
        <>
          <Splitter
            label={words.panels.logs}
            panel="right"
            size={width}
            onResize={(size) => resizePanel('logs', size)}
            onReset={() => resetPanel('logs')}
          />
          <section className="log-half log-second" style={{ width }} aria-label={words.log.second}>
            <ActionPicker name="second" />
            <LogPane name="second" />
          </section>
        </>
      )}
    </div>
  );
}

function ActionList() {
  const { data } = useRun.getState();
  const shown = useLog((state) => state.panes.main.action);
  const scroller = useRef<HTMLDivElement>(null);
  const actions = [...data.actions.values()].sort((a, b) => a.id - b.id);
  const view = useVirtualWindow(scroller, BigInt(actions.length), ROW_HEIGHT);
  const first = Number(view.first);
  return (
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
                onClick={() => choose(action, 'main')}
              >
                <StateGlyph state={GLYPHS[action.state]} size={11} />
                <span className="cut" title={inertText(action.label)}>
                  {inertText(action.label)}
                </span>
                <span className="log-action-time numbers">
                  {action.endedAt === undefined ? '' : duration(action.endedAt - action.startedAt)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Which action a pane shows, where there is no room for the list of them. */
function ActionPicker({ name }: { readonly name: PaneName }) {
  const { data } = useRun.getState();
  const chosen = useLog((state) => state.panes[name].action);
  const action = chosen === undefined ? undefined : data.actions.get(chosen);
  return (
    <div className="log-picker">
      <SearchMenu
        label={name === 'main' ? words.log.firstAction : words.log.secondAction}
        searchLabel={words.log.findAction}
        value={inertText(action?.label ?? '')}
        find={(typed) =>
          findActions(data.actions, typed, chosen).shown.map((one) => ({
            id: String(one.id),
            label: inertText(one.label),
            mark: <StateGlyph state={GLYPHS[one.state]} size={11} />,
          }))
        }
        note={(typed) => {
          const { shown, count } = findActions(data.actions, typed, chosen);
          return count === 0
            ? words.log.noAction
            : count > shown.length
              ? words.log.moreActions(shown.length, count)
              : '';
        }}
        chosen={chosen === undefined ? undefined : String(chosen)}
        onChoose={(id) => {
          const found = data.actions.get(Number(id));
          if (found) choose(found, name);
        }}
      />
    </div>
  );
}

function choose(action: ActionRecord, pane: PaneName): void {
  if (pane === 'main') void showTaskOf(action);
  showLog(action, { pin: true, pane });
}
