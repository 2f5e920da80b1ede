import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import { useJob } from '../../stores/job-store.ts';
import { isActive } from '../../stores/run-data.ts';
import { useRun } from '../../stores/run-store.ts';
import { stepStanding } from '../../stores/step-standing.ts';
import { text as words } from '../../text/en.ts';
import { duration, groupDigits } from '../../text/numbers.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { stepState } from '../../ui/step-state.ts';
import { useNow } from '../../ui/use-now.ts';
import type { StepNode as StepNodeType } from './graph-elements.ts';

/** A step: its state, its tasks, what surrounds it. What it says is said by the list beside the picture. */
export const StepNode = memo(function StepNode({ data }: NodeProps<StepNodeType>) {
  const { step, current, chosen, folded } = data;
  const progress = useRun((state) => state.run?.steps.find((one) => one.name === step.name));
  const tasks = useJob((state) => state.job?.steps.find((one) => one.name === step.name)?.count);
  const state = stepState(progress);
  const ended = progress ? progress.succeeded + progress.failed + progress.canceled : 0;
  useRun((store) => store.version);
  const { run, data: ran } = useRun.getState();
  const now = useNow(progress !== undefined && isActive(run));
  const standing = stepStanding(run, ran, step.name, now);
  return (
    <div
      className={`graph-node ${chosen ? 'graph-node-chosen' : ''} ${current ? 'graph-node-current' : ''}`}
    >
      <Handle type="target" position={Position.Left} className="graph-handle" />
      <div className="graph-node-head">
        <StateGlyph state={state} />
        <span className="graph-node-name cut" title={inertText(step.name)}>
          {inertText(step.name)}
        </span>
        <span className="graph-node-count numbers">
          {progress
            ? words.outline.stepProgress(ended, progress.total)
            : tasks === undefined
              ? ''
              : groupDigits(tasks)}
        </span>
      </div>
      <div className="graph-node-foot">
        {standing && standing.failed > 0 && (
          <span className="graph-badge graph-failed numbers">
            {words.steps.failed(standing.failed)}
          </span>
        )}
        {standing && standing.stalled > 0 && (
          <span className="graph-badge graph-stalled numbers">
            {words.steps.stalled(standing.stalled)}
          </span>
        )}
        {standing?.left !== undefined && (
          <span className="graph-badge graph-left numbers">
            {words.steps.left(duration(standing.left))}
          </span>
        )}
        {standing?.status !== undefined && (
          <span className="graph-status cut" title={standing.status}>
            {standing.status}
          </span>
        )}
        {step.environments.length > 0 && (
          <span className="graph-badge cut" title={words.graph.environments(step.environments)}>
            {words.graph.environments(step.environments)}
          </span>
        )}
        {folded > 0 && (
          <span className="graph-badge graph-folded">{words.graph.folded(folded)}</span>
        )}
      </div>
      {progress && (
        <div className="graph-progress">
          <div
            className={`graph-progress-bar graph-progress-${state}`}
            style={{ width: `${(standing?.share ?? 0) * 100}%` }}
          />
        </div>
      )}
      <Handle type="source" position={Position.Right} className="graph-handle" />
    </div>
  );
});
