import { inertText } from '../../../shared/text/inert.ts';
import { useArrangement } from '../../stores/arrangement.ts';
import { useDocument } from '../../stores/document-store.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { useMatch } from '../../stores/match-store.ts';
import { proposedAmounts } from '../../stores/measured.ts';
import { meanCores } from '../../stores/run-data.ts';
import { useRun } from '../../stores/run-store.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';
import { taskAction } from '../../stores/tasks-in-run.ts';
import { text as words } from '../../text/en.ts';
import { bytes, duration } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import '../../ui/side-panel.css';
import './usage.css';

/** What the selected task took, the most that its step took, and what a host should have for that. */
export function UsageSection() {
  useRun((state) => state.version);
  const { data } = useRun.getState();
  const match = useMatch();
  const steps = useJob((state) => state.job?.steps);
  const chosen = useTasks((state) => state.step);
  const focus = useTasks((state) => state.focus);
  const readOnly = useDocument((state) => state.bundle?.template.readOnly ?? true);
  const artist = useArrangement() === 'artist';
  const step = shownStep(steps, chosen);
  const measured = step && match.steps?.get(step.name) ? data.measured(step.name) : undefined;
  if (!step || !measured) return null;
  const action = taskAction(step.name, focus);
  const amounts = proposedAmounts(measured);
  const cores = action && meanCores(action);
  return (
    <section className="usage" aria-labelledby="usage-title">
      <div className="side-head">
        <h2 className="side-title" id="usage-title">
          {words.usage.title}
        </h2>
      </div>
      <table className="usage-table numbers">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{words.usage.what}</span>
            </th>
            <th scope="col">{words.usage.task}</th>
            <th scope="col">{words.usage.most(measured.tasks)}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.usage.time}</th>
            <td>
              {action?.endedAt === undefined ? '–' : duration(action.endedAt - action.startedAt)}
            </td>
            <td>{duration(measured.longest)}</td>
          </tr>
          <tr>
            <th scope="row">{words.usage.memory}</th>
            <td>{action?.peakMemory === undefined ? '–' : bytes(action.peakMemory)}</td>
            <td>{measured.peakMemory === undefined ? '–' : bytes(measured.peakMemory)}</td>
          </tr>
          <tr>
            <th scope="row">{words.usage.cores}</th>
            <td>{cores === undefined ? '–' : cores.toFixed(1)}</td>
            <td>{measured.cores === undefined ? '–' : measured.cores.toFixed(1)}</td>
          </tr>
        </tbody>
      </table>
      {amounts.length > 0 && !artist && (
        <>
          <p className="side-help">
            {words.usage.proposal(inertText(step.name))}{' '}
            <span className="mono">
              {amounts.map(({ name, min }) => `${name} ≥ ${min}`).join(', ')}
            </span>
          </p>
          <Button
            disabled={readOnly}
            onClick={() => void editDocument({ kind: 'require', step: step.name, amounts })}
          >
            {words.usage.insert}
          </Button>
        </>
      )}
    </section>
  );
}
