import { type ReactNode, useState } from 'react';
import type { BundleFile } from '../../../shared/protocol/bundle.ts';
import { inertText } from '../../../shared/text/inert.ts';
import type { OutlineItem } from '../../language-worker/contract.ts';
import { isFileDirty, openFile, useFiles } from '../../stores/bundle-files.ts';
import { useDocument } from '../../stores/document-store.ts';
import { revealInEditor } from '../../stores/editor-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { showBottomTab, tabOfFile, useLayout } from '../../stores/layout-store.ts';
import { isActive } from '../../stores/run-data.ts';
import { useRun } from '../../stores/run-store.ts';
import { useSetup } from '../../stores/setup-store.ts';
import { standingNotes, stepStanding } from '../../stores/step-standing.ts';
import { selectStep, shownStep, useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { groupDigits } from '../../text/numbers.ts';
import { Icon } from '../../ui/icons.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { stepState } from '../../ui/step-state.ts';
import { useNow } from '../../ui/use-now.ts';
import './outline.css';

/** What a bundle is made of, the template first, before what its runs have written. */
const WEIGHT: Readonly<Record<BundleFile['kind'], number>> = {
  template: 0,
  values: 1,
  environment: 1,
  script: 1,
  other: 2,
};

const FILES_SHOWN = 40;
const FILES_MORE = 200;

/** What the template consists of; each entry leads to its place. */
export function Outline({ width }: { readonly width: number }) {
  const outline = useJob((state) => state.check?.outline);
  const steps = useJob((state) => state.job?.steps);
  const bundle = useDocument((state) => state.bundle);
  const run = useRun((state) => state.run);
  const chosen = useTasks((state) => state.step);
  const [filesShown, setFilesShown] = useState(FILES_SHOWN);
  const all = bundle?.files ?? [];
  const own = all.filter((file) => file.kind === 'environment');
  const files = all
    .filter((file) => file.kind !== 'environment')
    .sort((a, b) => WEIGHT[a.kind] - WEIGHT[b.kind]);
  const layers = useSetup((state) => state.layers).filter((layer) => layer.enabled);
  const checks = useJob((state) => state.check?.environments);
  const shown = shownStep(steps, chosen)?.name;
  return (
    <nav className="outline scroll" aria-label={words.outline.label} style={{ width }}>
      <Section title={words.outline.steps} empty={outline?.steps.length === 0}>
        {outline?.steps.map((item) => {
          const progress = run?.steps.find((step) => step.name === item.name);
          const summary = steps?.find((step) => step.name === item.name);
          const tasks = summary?.needs ? undefined : summary?.count;
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
              note={<StepNote name={item.name} />}
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
      <Section
        title={words.outline.environments}
        empty={outline?.environments.length === 0 && layers.length + own.length === 0}
      >
        {layers.map((layer) => (
          <LayerEntry
            key={layer.path}
            path={layer.path}
            name={checks?.find(({ path }) => path === layer.path)?.name}
          />
        ))}
        {outline?.environments.map((item) => (
          <Entry
            key={`${item.name} ${item.place.start}`}
            item={item}
            detail={item.detail}
            mark={<Dot />}
          />
        ))}
        {own.map((file) => (
          <FileEntry key={file.path} file={file} />
        ))}
      </Section>
      <Section title={words.outline.files} empty={bundle?.files.length === 0}>
        {files.slice(0, filesShown).map((file) => (
          <FileEntry key={file.path} file={file} />
        ))}
        {files.length > filesShown && (
          <li>
            <button
              type="button"
              className="outline-entry outline-more"
              onClick={() => setFilesShown(filesShown + FILES_MORE)}
            >
              {words.bundleFiles.more(Math.min(FILES_MORE, files.length - filesShown))}
            </button>
          </li>
        )}
        {bundle && bundle.moreFiles > 0 && (
          <li className="outline-none">{words.outline.moreFiles(bundle.moreFiles)}</li>
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
  readonly note?: ReactNode;
  readonly onOpen?: () => void;
}

function Entry(props: EntryProps) {
  const { item, detail, mark, current = false, state = '', note, onOpen } = props;
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
        <span className="outline-name cut" title={inertText(item.name)}>
          {inertText(item.name)}
        </span>
        {state !== '' && <span className="visually-hidden">{state}</span>}
        <span className="outline-detail numbers">{detail}</span>
        {note}
      </button>
    </li>
  );
}

/** What a step's run has to say beyond its count: failed, stalled, time left, status. */
function StepNote({ name }: { readonly name: string }) {
  useRun((state) => state.version);
  const { run, data } = useRun.getState();
  const now = useNow(isActive(run));
  const standing = stepStanding(run, data, name, now);
  const note = standing ? standingNotes(standing).join(' · ') : '';
  if (note === '') return null;
  return (
    <span className="outline-note cut numbers" title={note}>
      {note}
    </span>
  );
}

/** A file of the bundle; it opens in a tab. */
function FileEntry({ file }: { readonly file: BundleFile }) {
  const template = useDocument(
    (state) => file.kind === 'template' && state.bundle?.template.path.endsWith(file.path) === true,
  );
  const dirty = useFiles((state) =>
    state.files.some((one) => one.path === file.path && isFileDirty(one)),
  );
  const current = useLayout((state) => state.centreTab === tabOfFile(file.path));
  // Where there is little room the folder gives way: files differ by their names.
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  return (
    <li>
      <button
        type="button"
        className="outline-entry outline-file"
        title={inertText(file.path)}
        aria-current={current ? 'true' : undefined}
        onClick={() => void openFile(file.path)}
      >
        <Icon name="file" size={12} />
        <span className="visually-hidden">{inertText(file.path)}</span>
        <span className="outline-name outline-path" aria-hidden="true">
          {folder !== '' && <span className="outline-folder cut">{inertText(folder)}</span>}
          <span className="cut">{inertText(file.path.slice(folder.length))}</span>
        </span>
        {dirty && (
          <>
            <span className="outline-unsaved" aria-hidden="true" />
            <span className="visually-hidden">{words.bundleFiles.unsaved}</span>
          </>
        )}
        {template && <span className="outline-detail">{words.outline.template}</span>}
      </button>
    </li>
  );
}

/** An environment template that is layered on the job here. */
function LayerEntry({ path, name }: { readonly path: string; readonly name: string | undefined }) {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return (
    <li>
      <button
        type="button"
        className="outline-entry"
        onClick={() => {
          useSetup.setState({ shownLayer: { path, line: 1 } });
          showBottomTab('setup');
        }}
      >
        <span className="outline-mark">
          <Dot />
        </span>
        <span className="outline-name cut" title={path}>
          {name ?? file}
        </span>
        <span className="outline-detail">{words.outline.added}</span>
      </button>
    </li>
  );
}

function Dot() {
  return <span className="outline-dot" aria-hidden="true" />;
}
