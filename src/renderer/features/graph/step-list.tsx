import { type KeyboardEvent, type Ref, useId } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import type { GraphStep } from '../../language-worker/contract.ts';
import { useJob } from '../../stores/job-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { standingNotes, stepStanding } from '../../stores/step-standing.ts';
import { text as words } from '../../text/en.ts';
import { stepState } from '../../ui/step-state.ts';

interface Props {
  readonly steps: readonly GraphStep[];
  readonly current: string | undefined;
  readonly chosen: ReadonlySet<string>;
  /** Listens to the clipboard while the list has the focus. */
  readonly clipboard: { readonly onFocus: () => void; readonly onBlur: () => void };
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onChoose: (name: string) => void;
  readonly ref: Ref<HTMLDivElement>;
}

const LETTERS = {
  done: 'd',
  running: 'r',
  failed: 'f',
  waiting: 'w',
  canceled: 'c',
  idle: '-',
} as const;

/** The graph as a list: what the picture shows to eyes this tells, and its keys work the graph. */
export function StepList(props: Props) {
  const { steps, current, chosen, clipboard, onKeyDown, onChoose, ref } = props;
  const id = useId();
  const job = useJob((state) => state.job);
  const run = useRun((state) => state.run);
  const at = steps.findIndex(({ name }) => name === current);
  return (
    <div
      ref={ref}
      className="graph-keys"
      role="listbox"
      tabIndex={0}
      aria-multiselectable
      aria-label={words.graph.nodes}
      aria-description={words.graph.help}
      aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
      onKeyDown={onKeyDown}
      {...clipboard}
    >
      {steps.map(({ name, dependencies, environments }, index) => {
        const tasks = job?.steps.find((one) => one.name === name)?.count;
        const standing = stepStanding(run, useRun.getState().data, name, Date.now());
        const state = stepState(run?.steps.find((one) => one.name === name));
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the option that is active.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys.
          <div
            key={name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={chosen.has(name)}
            onClick={() => onChoose(name)}
          >
            {[
              inertText(name),
              tasks === undefined ? '' : words.tasks.count(tasks),
              words.tasks.states[LETTERS[state]],
              ...(standing ? standingNotes(standing) : []),
              words.graph.dependsOn(dependencies.map(inertText)),
              words.graph.environments(environments),
            ]
              .filter((part) => part !== '')
              .join(', ')}
          </div>
        );
      })}
    </div>
  );
}
