import { type MouseEvent, memo } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { taskLeft } from '../../stores/estimate.ts';
import type { StateLetter } from '../../stores/run-data.ts';
import { useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { bytes, duration, groupDigits, roughly } from '../../text/numbers.ts';
import { GRID_CELL } from '../../ui/grid-roles.ts';
import { StateGlyph, type StateName } from '../../ui/state-glyph.tsx';
import { useNow } from '../../ui/use-now.ts';
import { GridLine } from '../../ui/virtual-grid.tsx';

const GLYPHS: Record<StateLetter, StateName | undefined> = {
  '-': undefined,
  w: 'waiting',
  r: 'running',
  d: 'done',
  f: 'failed',
  c: 'canceled',
};

interface Props {
  readonly row: bigint;
  /** Undefined until it is known which task stands here. */
  readonly index: bigint | undefined;
  /** First, middle or last. */
  readonly mark: string | undefined;
  readonly top: number;
  readonly columns: string;
  readonly names: number;
  readonly values: readonly string[] | undefined;
  readonly state: StateLetter;
  readonly action: ActionRecord | undefined;
  /** What has been changed since, so that the task would do something else. */
  readonly former: readonly string[];
  readonly selected: boolean;
  readonly focused: boolean;
  readonly onSelect: (row: bigint, event: MouseEvent) => void;
}

/** One task: its values, its state and what it took. */
export const TaskRow = memo(function TaskRow(props: Props) {
  const { row, index, mark, state, action, values } = props;
  const glyph = GLYPHS[state];
  return (
    <GridLine
      id={`task-${row}`}
      row={row}
      headed
      top={props.top}
      aria-selected={props.selected}
      className={`task-row ${props.focused ? 'task-row-focus' : ''}`}
      style={{ gridTemplateColumns: props.columns }}
      onClick={(event) => props.onSelect(row, event)}
    >
      <span {...GRID_CELL} className="dim">
        {index !== undefined && groupDigits(index + 1n)}
        {mark !== undefined && (
          <span className="task-mark" role="img" aria-label={mark} title={mark} />
        )}
      </span>
      {Array.from({ length: props.names }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move.
        <span {...GRID_CELL} key={i} className="cut" title={inertText(values?.[i] ?? '')}>
          {inertText(values?.[i] ?? '')}
        </span>
      ))}
      <span {...GRID_CELL} className={`task-state task-state-${glyph ?? 'none'} cut`}>
        {glyph && <StateGlyph state={glyph} size={11} />}
        {state === 'r' && action?.progress !== undefined
          ? `${Math.floor(action.progress)} %`
          : words.tasks.states[state]}
        {props.former.length > 0 && 'dfc'.includes(state) && (
          <span
            className="task-former"
            role="img"
            title={words.tasks.former(props.former)}
            aria-label={words.tasks.former(props.former)}
          >
            ≠
          </span>
        )}
        {action?.malformed !== undefined && (
          <span
            className="task-flag"
            role="img"
            title={words.tasks.malformed(action.malformed)}
            aria-label={words.tasks.malformed(action.malformed)}
          >
            !
          </span>
        )}
        {state === 'r' && action && (action.statusMessage === undefined || isStalled(action)) && (
          <Standing action={action} />
        )}
        {action?.statusMessage !== undefined && state === 'r' && (
          <span className="dim cut" title={inertText(action.statusMessage)}>
            {inertText(action.statusMessage)}
          </span>
        )}
      </span>
      <span {...GRID_CELL}>{action && <Elapsed action={action} />}</span>
      <span {...GRID_CELL}>{action?.peakMemory === undefined ? '' : bytes(action.peakMemory)}</span>
    </GridLine>
  );
});

function isStalled({ stalledSince }: ActionRecord): boolean {
  return stalledSince !== undefined;
}

/** Of a running task: that it gives no sign of work, else how long it still takes, where that is known. */
function Standing({ action }: { readonly action: ActionRecord }) {
  const now = useNow(true);
  if (action.stalledSince !== undefined) {
    const told = words.tasks.stalled(duration(now - action.stalledSince));
    return (
      <span className="task-stalled cut" title={told}>
        {told}
      </span>
    );
  }
  const left = taskLeft(action, useRun.getState().data, now);
  if (left === undefined) return null;
  return (
    <span className="dim cut" title={words.tasks.left(roughly(left))}>
      ~{duration(left)}
    </span>
  );
}

function Elapsed({ action }: { readonly action: ActionRecord }) {
  const running = action.endedAt === undefined;
  const now = useNow(running);
  return duration(Math.max(0, (action.endedAt ?? now) - action.startedAt));
}
