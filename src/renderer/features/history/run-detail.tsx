import { useEffect, useState } from 'react';
import type { ActionRecord, RunRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { copyRunCommand } from '../../stores/copy-command.ts';
import { exportRunAsBundle } from '../../stores/export-run.ts';
import {
  compareRuns,
  type RunInputs,
  readAllActions,
  readInputs,
} from '../../stores/history-store.ts';
import {
  exportRun,
  lookAtRun,
  openLogOf,
  removeRun,
  restoreInputs,
  undoRestore,
  usePastRun,
} from '../../stores/past-run.ts';
import { isActive } from '../../stores/run-data.ts';
import { useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { plain } from './diff-rows.ts';
import { RunFiles } from './run-files.tsx';
import { RunKept } from './run-kept.tsx';
import { countWords, GLYPHS, scopeWords, timeWords, whenWords } from './run-words.ts';
import { StepTable } from './step-table.tsx';

/** Actions that are read to say what tasks took. */
const MEASURED = 20_000;
const COMPARABLE = 20;

/** One run of the history: what came of it, what it was made of, what can be done with it. */
export function RunDetail({
  run,
  runs,
}: {
  readonly run: RunRecord;
  readonly runs: readonly RunRecord[];
}) {
  const { inputs, actions } = useRead(run);
  const values = Object.entries(inputs?.parameters ?? {});
  return (
    <article className="run-detail" aria-labelledby="run-detail-title">
      <header>
        <h3 className="run-detail-title" id="run-detail-title">
          <span className={`history-state-${GLYPHS[run.state]}`}>
            <StateGlyph state={GLYPHS[run.state]} />
          </span>
          <span className="cut" title={inertText(run.name)}>
            {inertText(run.name)}
          </span>
        </h3>
        <p className="run-detail-facts numbers">
          {[
            words.run.states[run.state],
            scopeWords(run),
            words.history.tasksOf(countWords(run)),
            whenWords(run),
            timeWords(run),
            words.status.sessions(run.sessions),
            words.status.kinds[run.processKind],
          ]
            .filter((fact) => fact !== '')
            .join(' · ')}
        </p>
        {run.message !== undefined && (
          <p className={run.state === 'failed' ? 'failed-text run-message' : 'dim run-message'}>
            {inertText(run.message)}
          </p>
        )}
      </header>
      <Actions run={run} runs={runs} />
      <section aria-label={words.history.steps}>
        <StepTable run={run} actions={actions} />
      </section>
      <section aria-labelledby="run-values">
        <h4 className="run-detail-part" id="run-values">
          {words.history.values}
        </h4>
        {inputs && values.length === 0 && <p className="dim">{words.history.defaults}</p>}
        <dl className="run-values">
          {values.map(([name, value]) => (
            <div key={name}>
              <dt className="cut" title={name}>
                {name}
              </dt>
              <dd className="mono">{plain(value)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <RunFiles key={`files ${run.endedAt}`} run={run} />
      <RunKept key={`kept ${run.endedAt}`} run={run} />
    </article>
  );
}

function Actions({ run, runs }: { readonly run: RunRecord; readonly runs: readonly RunRecord[] }) {
  const shown = useRun((state) => state.run?.id === run.id);
  const undo = usePastRun((state) => state.undo);
  const [sure, setSure] = useState(false);
  const others = runs
    .filter((one) => one.id !== run.id && !isActive(one))
    .sort(
      (a, b) =>
        Number(b.templatePath === run.templatePath) - Number(a.templatePath === run.templatePath),
    )
    .slice(0, COMPARABLE);
  return (
    <div className="run-actions">
      <Button disabled={shown} title={words.history.showHelp} onClick={() => void lookAtRun(run)}>
        {shown ? words.history.shown : words.history.show}
      </Button>
      <Button onClick={() => void openLogOf(run)}>{words.history.openLog}</Button>
      {undo?.runId === run.id ? (
        <Button onClick={undoRestore}>{words.history.undoRestore}</Button>
      ) : (
        <Button title={words.history.restoreHelp} onClick={() => void restoreInputs(run)}>
          {words.history.restore}
        </Button>
      )}
      <MenuButton
        label={words.history.compareWith}
        disabled={others.length === 0 || isActive(run)}
        groups={[
          {
            id: 'others',
            title: words.history.compareWith,
            entries: others.map((one) => ({
              id: one.id,
              label: `${whenWords(one)} · ${scopeWords(one)}`,
              detail: `${words.run.states[one.state]} · ${one.name}`,
              action: () => compareRuns(run, one),
            })),
          },
        ]}
      >
        {words.history.compare}
      </MenuButton>
      <Button look="quiet" onClick={() => void copyRunCommand(run)}>
        {words.elsewhere.copy}
      </Button>
      <MenuButton
        look="quiet"
        label={words.history.export}
        groups={[
          {
            id: 'export',
            title: words.history.export,
            entries: [
              {
                id: 'bundle',
                label: words.history.exportBundle,
                detail: words.history.exportBundleHelp,
                action: () => void exportRunAsBundle(run),
              },
              {
                id: 'json',
                label: words.history.exportJson,
                detail: words.history.exportHelp,
                action: () => void exportRun(run),
              },
            ],
          },
        ]}
      >
        {words.history.export}
      </MenuButton>
      <Button
        look="quiet"
        className={sure ? 'failed-text' : ''}
        disabled={isActive(run)}
        onBlur={() => setSure(false)}
        onClick={() => (sure ? void removeRun(run) : setSure(true))}
      >
        {sure && <Icon name="close" size={12} />}
        {sure ? words.history.removeSure : words.history.remove}
      </Button>
    </div>
  );
}

/** What a run was made of and how its actions went; read again when it has ended. */
function useRead(run: RunRecord): {
  inputs: RunInputs | undefined;
  actions: readonly ActionRecord[] | undefined;
} {
  const [inputs, setInputs] = useState<RunInputs>();
  const [actions, setActions] = useState<readonly ActionRecord[]>();
  const { id, endedAt } = run;
  useEffect(() => {
    let current = true;
    void readInputs(id).then((found) => current && setInputs(found));
    return () => {
      current = false;
    };
  }, [id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it has ended there is more to read.
  useEffect(() => {
    let current = true;
    readAllActions(id, MEASURED).then(
      (found) => current && setActions(found),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [id, endedAt]);
  return { inputs, actions };
}
