import { create } from 'zustand';
import { LOOK_LIMIT, type QueryResult } from '../language-worker/contract.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';
import { add, type Spans } from './ranges.ts';
import { useRun } from './run-store.ts';
import { queryRows, queryTasks } from './task-data.ts';
import { selectTask, shownStep, useTasks } from './task-store.ts';
import { taskActions, taskState } from './tasks-in-run.ts';

export type SortBy =
  | { readonly parameter: string }
  | { readonly measure: 'state' | 'time' | 'peak' };
export interface Sort {
  readonly by: SortBy;
  readonly descending: boolean;
}

interface TaskViewState {
  readonly text: string;
  readonly sort: Sort | undefined;
  /** The step that the result is about. */
  readonly step: string | undefined;
  readonly result: QueryResult | undefined;
  /** A query takes long enough to say so. */
  readonly busy: boolean;
  /** Counts results: rows of an older one are read again. */
  readonly made: number;
}

const INITIAL: TaskViewState = {
  text: '',
  sort: undefined,
  step: undefined,
  result: undefined,
  busy: false,
  made: 0,
};

/** Which tasks the table shows and in which order. */
export const useTaskView = create<TaskViewState>()(() => INITIAL);

/** How many rows a step has in the present view; undefined: all its tasks in their own order. */
export function viewOf(state: TaskViewState, step: string): string | undefined {
  const { result } = state;
  return state.step === step && result && 'count' in result ? result.count : undefined;
}

let typing: ReturnType<typeof setTimeout> | undefined;

export function filterTasks(text: string): void {
  useTaskView.setState({ text });
  clearTimeout(typing);
  typing = setTimeout(() => void query(), 60);
}

export function sortTasks(sort: Sort | undefined): void {
  useTaskView.setState({ sort });
  void query();
}

/** Rows selected at most at once in a view. */
const MOST_ROWS = 100_000n;

/** Selects what stands in rows of the view. */
export async function selectRows(
  from: bigint,
  to: bigint,
  mode: 'one' | 'toggle' | 'extend',
): Promise<void> {
  const { made } = useTaskView.getState();
  const low = mode === 'extend' && from < to ? from : to;
  const high = mode === 'extend' && from > to ? from : to;
  const length = high - low + 1n < MOST_ROWS ? high - low + 1n : MOST_ROWS;
  const rows = await queryRows(low, Number(length));
  if (useTaskView.getState().made !== made) return;
  const focus = rows.at(Number(to - low)) ?? rows.at(-1);
  if (!focus) return;
  const index = BigInt(focus.index);
  if (mode !== 'extend') {
    selectTask(index, mode);
    return;
  }
  const sorted = rows.map((row) => BigInt(row.index)).sort((a, b) => (a < b ? -1 : 1));
  let selected: Spans = [];
  let span: { first: bigint; last: bigint } | undefined;
  for (const one of sorted) {
    if (span && one === span.last + 1n) span = { first: span.first, last: one };
    else {
      if (span) selected = add(selected, span);
      span = { first: one, last: one };
    }
  }
  if (span) selected = add(selected, span);
  useTasks.setState({ selected, focus: index });
}

let newest = 0;

async function query(): Promise<void> {
  const question = ++newest;
  const { text, sort } = useTaskView.getState();
  const step = shownStep(useJob.getState().job?.steps, useTasks.getState().step);
  if (!step || (text.trim() === '' && !sort)) {
    useTaskView.setState(({ made }) => ({
      step: undefined,
      result: undefined,
      busy: false,
      made: made + 1,
    }));
    return;
  }
  const slow = setTimeout(() => {
    if (question === newest) useTaskView.setState({ busy: true });
  }, 150);
  const keys =
    sort && 'measure' in sort.by ? measures(step.name, step.count, sort.by.measure) : undefined;
  const result = await queryTasks({
    step: step.name,
    text,
    ...(sort && 'parameter' in sort.by ? { parameter: sort.by.parameter } : {}),
    ...(keys ? { keys } : {}),
    descending: sort?.descending ?? false,
  });
  clearTimeout(slow);
  if (question !== newest || result === null) return;
  useTaskView.setState(({ made }) => ({ step: step.name, result, busy: false, made: made + 1 }));
}

const STATE_ORDER = 'frwdc-';

/** What was measured of each task as a number; what was not comes last. */
function measures(step: string, count: string, measure: 'state' | 'time' | 'peak'): Float64Array {
  const { run } = useRun.getState();
  const length = Math.min(Number(count), LOOK_LIMIT);
  const keys = new Float64Array(length).fill(Number.NaN);
  if (!run) return keys;
  if (measure === 'state') {
    for (let index = 0; index < length; index++)
      keys[index] = STATE_ORDER.indexOf(taskState(step, BigInt(index)));
    return keys;
  }
  for (const [index, action] of taskActions(step, length))
    keys[index] =
      measure === 'peak'
        ? (action.peakMemory ?? Number.NaN)
        : (action.endedAt ?? Date.now()) - action.startedAt;
  return keys;
}

useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path === before.bundle?.template.path) return;
  newest++;
  useTaskView.setState(INITIAL);
});

// Another step has other parameters; another job of the same step is asked again.
useTasks.subscribe((state, before) => {
  if (state.step === before.step) return;
  const { text, sort } = useTaskView.getState();
  if (text !== '' || sort) useTaskView.setState({ text: '', sort: undefined });
  void query();
});
useJob.subscribe((state, before) => {
  if (state.built !== before.built && useTaskView.getState().step !== undefined) void query();
});

// While a run goes on, an order by what it measures follows it, not faster than one can read.
let following: ReturnType<typeof setTimeout> | undefined;
useRun.subscribe((state, before) => {
  const { sort } = useTaskView.getState();
  if (state.version === before.version || !sort || !('measure' in sort.by) || following) return;
  following = setTimeout(() => {
    following = undefined;
    void query();
  }, 1000);
});
