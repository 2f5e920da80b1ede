import { useJob } from '../../stores/job-store.ts';
import { useMatch } from '../../stores/match-store.ts';
import { showFile } from '../../stores/results-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';
import { taskAction } from '../../stores/tasks-in-run.ts';
import { text as words } from '../../text/en.ts';
import { inertName, newestPictures, refOf } from './model.ts';
import { type Found, isPicture } from './sequences.ts';
import { Thumb } from './thumb.tsx';
import { useFileModel } from './use-model.ts';
import '../../ui/side-panel.css';
import './output-section.css';

const SHOWN = 6;

/** What the selected task wrote; without a selection, the newest pictures of the run. */
export function OutputSection() {
  const run = useRun((state) => state.run);
  useMatch();
  const job = useJob((state) => state.job);
  const { step: chosen, focus, selected } = useTasks();
  const results = useFileModel();
  const outputs = results?.rows.some((row) => row.kind === 'place');
  if (!run || !results || !outputs) return null;
  const step = shownStep(job?.steps, chosen);
  const action = step && selected.length > 0 ? taskAction(step.name, focus) : undefined;
  const files =
    selected.length === 0
      ? newestPictures(results, 3)
      : action
        ? [...(results.written.get(action.id) ?? [])].sort(
            (a, b) => Number(isPicture(b.path)) - Number(isPicture(a.path)),
          )
        : [];
  return (
    <section className="output" aria-labelledby="output-title">
      <h2 className="side-title output-title" id="output-title">
        {words.results.output}
      </h2>
      {files.length === 0 ? (
        <p className="side-help">
          {action?.state === 'running' ? words.results.stillRunning : words.results.nothingYet}
        </p>
      ) : (
        <Pictures runId={results.runId} files={files} />
      )}
    </section>
  );
}

function Pictures({ runId, files }: { readonly runId: string; readonly files: readonly Found[] }) {
  const pictures = files.filter((file) => isPicture(file.path)).slice(0, SHOWN);
  const shown = pictures.length > 0 ? pictures : files.slice(0, SHOWN);
  const more = files.length - shown.length;
  return (
    <>
      {pictures.length > 0 && (
        <ul className="output-pictures">
          {pictures.map((file) => (
            <li key={`${file.root} ${file.path}`}>
              <button
                type="button"
                className="output-picture"
                title={inertName(file.path)}
                onClick={() => showFile(file.root, file.path)}
              >
                <span className="visually-hidden">
                  {words.results.showPicture(inertName(file.path))}
                </span>
                <Thumb picture={file.size > 0 ? refOf(runId, file) : undefined} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="output-names">
        {shown.map((file, at) => (
          <span key={`${file.root} ${file.path}`}>
            {at > 0 && ', '}
            <button type="button" className="link" onClick={() => showFile(file.root, file.path)}>
              {inertName(file.path)}
            </button>
          </span>
        ))}
        {more > 0 && ` ${words.results.andMore(more)}`}
      </p>
    </>
  );
}
