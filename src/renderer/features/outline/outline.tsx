import type { ReactNode } from 'react';
import type { OutlineItem } from '../../language-worker/contract.ts';
import { useDocument } from '../../stores/document-store.ts';
import { revealInEditor } from '../../stores/editor-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { selectStep, shownStep, useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { groupDigits } from '../../text/numbers.ts';
import { Icon } from '../../ui/icons.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { stepState } from '../../ui/step-state.ts';
import './outline.css';

/** More are a matter of the system's own file manager. */
const FILES_SHOWN = 40;

/** What the template consists of; each entry leads to its place. */
export function Outline({ width }: { readonly width: number }) {
  const outline = useJob((state) => state.check?.outline);
  const steps = useJob((state) => state.job?.steps);
  const bundle = useDocument((state) => state.bundle);
  const run = useRun((state) => state.run);
  const chosen = useTasks((state) => state.step);
  // What the bundle is made of before what its runs have written.
  const files = [...(bundle?.files ?? [])].sort(
    (a, b) => Number(a.kind === 'other') - Number(b.kind === 'other'),
  );
  const shown = shownStep(steps, chosen)?.name;
  return (
    <nav className="outline scroll" aria-label={words.outline.label} style={{ width }}>
      <Section title={words.outline.steps} empty={outline?.steps.length === 0}>
        {outline?.steps.map((item) => {
          const progress = run?.steps.find((step) => step.name === item.name);
          const tasks = steps?.find((step) => step.name === item.name)?.count;
          const state = stepState(progress);
          return (
            <Entry
              key={`${item.name} ${item.place.start}`}
              item={item}
              current={item.name === shown}
              onOpen={() => selectStep(item.name)}
              mark={<StateGlyph state={state} size={10} />}
              detail={
                progress
                  ? words.outline.stepProgress(
                      progress.succeeded + progress.failed + progress.canceled,
                      progress.total,
                    )
                  : tasks === undefined
                    ? ''
                    : groupDigits(tasks)
              }
              state={progress ? words.tasks.states[LETTER[state]] : ''}
            />
          );
        })}
      </Section>
      <Section title={words.outline.parameters} empty={outline?.parameters.length === 0}>
        {outline?.parameters.map((item) => (
          <Entry
            key={`${item.name} ${item.place.start}`}
            item={item}
            detail={item.detail}
            mark={<Dot />}
          />
        ))}
      </Section>
      <Section title={words.outline.environments} empty={outline?.environments.length === 0}>
        {outline?.environments.map((item) => (
          <Entry
            key={`${item.name} ${item.place.start}`}
            item={item}
            detail={item.detail}
            mark={<Dot />}
          />
        ))}
      </Section>
      <Section title={words.outline.files} empty={bundle?.files.length === 0}>
        {files.slice(0, FILES_SHOWN).map((file) => (
          <li key={file.path} className="outline-file cut" title={file.path}>
            <Icon name="file" size={12} />
            <span className="cut">{file.path}</span>
          </li>
        ))}
        {bundle && bundle.files.length + bundle.moreFiles > FILES_SHOWN && (
          <li className="outline-none">
            {words.outline.moreFiles(bundle.files.length + bundle.moreFiles - FILES_SHOWN)}
          </li>
        )}
      </Section>
    </nav>
  );
}

const LETTER = {
  done: 'd',
  running: 'r',
  failed: 'f',
  waiting: 'w',
  canceled: 'c',
  idle: '-',
} as const;

function Section(props: {
  readonly title: string;
  readonly empty: boolean | undefined;
  readonly children: ReactNode;
}) {
  return (
    <section className="outline-section">
      <h2 className="outline-title">{props.title}</h2>
      <ul>{props.children}</ul>
      {props.empty && <p className="outline-none">{words.outline.none}</p>}
    </section>
  );
}

interface EntryProps {
  readonly item: OutlineItem;
  readonly detail: string;
  readonly mark: ReactNode;
  readonly current?: boolean;
  readonly state?: string;
  readonly onOpen?: () => void;
}

function Entry({ item, detail, mark, current = false, state = '', onOpen }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        className="outline-entry"
        aria-current={current ? 'true' : undefined}
        onClick={() => {
          onOpen?.();
          revealInEditor(item.place.line, item.place.column);
        }}
      >
        <span className="outline-mark">{mark}</span>
        <span className="outline-name cut" title={item.name}>
          {item.name}
        </span>
        {state !== '' && <span className="visually-hidden">{state}</span>}
        <span className="outline-detail numbers">{detail}</span>
      </button>
    </li>
  );
}

function Dot() {
  return <span className="outline-dot" aria-hidden="true" />;
}
