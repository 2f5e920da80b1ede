import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { ActionRecord, RunRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import {
  endComparison,
  type RunInputs,
  readAllActions,
  readInputs,
} from '../../stores/history-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { TabBar, TabPanel } from '../../ui/tab-bar.tsx';
import { diffTexts, diffValues } from './diff-rows.ts';
import { DiffTable } from './diff-table.tsx';
import { countWords, GLYPHS, scopeWords, timeWords, whenWords } from './run-words.ts';
import { setupText } from './setup-text.ts';
import { TaskPairs } from './task-pairs.tsx';
import { pairTasks } from './task-rows.ts';
import { ValueTable } from './value-table.tsx';

type Part = 'tasks' | 'values' | 'template' | 'setup' | 'pictures';
/** Pictures of two runs: drawn by what shows files. */
export type PicturesOf = (left: RunRecord, right: RunRecord) => ReactNode;
/** Actions of each run that are compared. */
const COMPARED = 100_000;

interface Both {
  readonly inputs: readonly [RunInputs, RunInputs];
  readonly actions: readonly [readonly ActionRecord[], readonly ActionRecord[]];
}

/** Two runs side by side: tasks, values, template; the older one to the left. */
export function CompareView({
  left,
  right,
  pictures,
}: {
  readonly left: RunRecord;
  readonly right: RunRecord;
  readonly pictures: PicturesOf;
}) {
  const both = useBoth(left.id, right.id);
  const [part, setPart] = useState<Part>('tasks');
  const model = useMemo(
    () =>
      both && {
        pairs: pairTasks(both.actions[0], both.actions[1]),
        values: diffValues(both.inputs[0].parameters, both.inputs[1].parameters),
        text: diffTexts(both.inputs[0].text, both.inputs[1].text),
        setup: diffTexts(setupText(both.inputs[0]), setupText(both.inputs[1])),
      },
    [both],
  );
  const changed = model?.pairs.filter((pair) => pair.changed).length ?? 0;
  const differing = model?.values.filter((value) => value.differs).length ?? 0;
  const lines = model ? Math.max(model.text.added, model.text.removed) : 0;
  const around = model ? Math.max(model.setup.added, model.setup.removed) : 0;
  return (
    <section className="compare" aria-label={words.history.comparison}>
      <div className="compare-head">
        <Button look="quiet" onClick={endComparison}>
          <span className="compare-back">
            <Icon name="chevronRight" size={12} />
          </span>
          {words.history.back}
        </Button>
        <RunName run={left} />
        <RunName run={right} />
      </div>
      <TabBar
        label={words.history.comparison}
        prefix="compare"
        tabs={[
          {
            id: 'tasks',
            label: words.history.tasks,
            badge: changed,
            badgeLabel: words.history.changedTasks(changed),
          },
          {
            id: 'values',
            label: words.history.values,
            badge: differing,
            badgeLabel: words.history.differences(differing),
          },
          {
            id: 'template',
            label: words.history.template,
            badge: lines,
            badgeLabel: words.history.changedLines(lines),
          },
          {
            id: 'setup',
            label: words.history.setup,
            badge: around,
            badgeLabel: words.history.changedLines(around),
          },
          { id: 'pictures', label: words.history.pictures },
        ]}
        selected={part}
        onSelect={setPart}
      />
      <TabPanel prefix="compare" tab={part}>
        {part === 'pictures' && pictures(left, right)}
        {!model && part !== 'pictures' && <p className="history-none">{words.history.reading}</p>}
        {model && part === 'tasks' && <TaskPairs pairs={model.pairs} />}
        {model && part === 'values' && <ValueTable rows={model.values} />}
        {model && part === 'template' && (
          <DiffTable
            diff={model.text}
            label={words.history.templateDiff}
            equalWords={words.history.sameTemplate}
          />
        )}
        {model && part === 'setup' && (
          <DiffTable
            diff={model.setup}
            label={words.history.setupDiff}
            equalWords={words.history.sameSetup}
          />
        )}
      </TabPanel>
    </section>
  );
}

function RunName({ run }: { readonly run: RunRecord }) {
  return (
    <div className="compare-run numbers">
      <p className="cut" title={inertText(run.name)}>
        <span className={`history-state-${GLYPHS[run.state]}`}>
          <StateGlyph state={GLYPHS[run.state]} size={11} />
          <span className="visually-hidden">{words.run.states[run.state]}</span>
        </span>{' '}
        <strong>{whenWords(run)}</strong> {inertText(run.name)}
      </p>
      <p className="dim cut">
        {scopeWords(run)} · {words.history.tasksOf(countWords(run))} · {timeWords(run)}
      </p>
    </div>
  );
}

function useBoth(left: string, right: string): Both | undefined {
  const [both, setBoth] = useState<Both>();
  useEffect(() => {
    let current = true;
    setBoth(undefined);
    void Promise.all([
      readInputs(left),
      readInputs(right),
      readAllActions(left, COMPARED).catch(() => []),
      readAllActions(right, COMPARED).catch(() => []),
    ]).then(([a, b, before, after]) => {
      if (current && a && b) setBoth({ inputs: [a, b], actions: [before, after] });
    });
    return () => {
      current = false;
    };
  }, [left, right]);
  return both;
}
