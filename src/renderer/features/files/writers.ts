import type { ActionRecord } from '../../../shared/protocol/run.ts';
import type { Found, Sequence } from './sequences.ts';

/** Clocks of file systems go in steps of a few milliseconds. */
const TOLERANCE = 50;
/** Numbers of a chunk that are looked at. */
const CHUNK_LIMIT = 10_000;

/** What the session itself puts into its folder: rules, embedded files, the notice of a cancelation. */
const OF_THE_SESSION =
  /^(?:path_mapping[0-9a-f]{8}\.json|cancel_info\.json|embedded_files[0-9a-f]{8}\/)/;

/** Tasks of a run by session, in the order of starting: within one they never overlap. */
export type TaskTimes = ReadonlyMap<number, readonly ActionRecord[]>;

export function taskTimes(actions: Iterable<ActionRecord>): TaskTimes {
  const sessions = new Map<number, ActionRecord[]>();
  for (const action of actions) {
    if (action.step === undefined || action.taskIndex === undefined) continue;
    const tasks = sessions.get(action.session);
    if (tasks) tasks.push(action);
    else sessions.set(action.session, [action]);
  }
  for (const tasks of sessions.values()) tasks.sort((a, b) => a.startedAt - b.startedAt);
  return sessions;
}

/**
 * The task that wrote a file: the one at work when it was last changed. Of several at once, the one whose
 * values the name holds; undefined when that does not decide.
 */
export function writerOf(file: Found, times: TaskTimes): ActionRecord | undefined {
  if (OF_THE_SESSION.test(file.path)) return undefined;
  const candidates: ActionRecord[] = [];
  for (const tasks of times.values()) {
    const after = firstAfter(tasks, file.modifiedAt + TOLERANCE);
    for (let i = after - 1; i >= 0 && i >= after - 3; i--) {
      const task = tasks[i];
      if (task && (task.endedAt ?? Number.POSITIVE_INFINITY) + TOLERANCE >= file.modifiedAt)
        candidates.push(task);
    }
  }
  if (candidates.length <= 1) return candidates[0];
  const scored = candidates
    .map((task) => ({ task, score: nameScore(file.path, task.parameters ?? {}) }))
    .sort((a, b) => b.score - a.score);
  const [best, next] = scored;
  return best && best.score > (next?.score ?? -1) ? best.task : undefined;
}

function firstAfter(tasks: readonly ActionRecord[], time: number): number {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tasks[middle]?.startedAt ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of a task's values a path holds. */
function nameScore(path: string, values: Readonly<Record<string, string>>): number {
  const numbers = new Set((path.match(/\d+/g) ?? []).map(Number));
  let score = 0;
  for (const value of Object.values(values)) {
    if (/^-?\d+$/.test(value)) score += numbers.has(Math.abs(Number(value))) ? 1 : 0;
    else if (value !== '' && path.includes(value)) score++;
  }
  return score;
}

/** What became of a file in a run. */
export type FileNews = 'new' | 'changed' | 'unchanged';

export function newsOf(file: Found, startedAt: number | undefined): FileNews {
  if (startedAt === undefined || file.modifiedAt < startedAt - TOLERANCE) return 'unchanged';
  return file.createdAt > 0 && file.createdAt < startedAt - TOLERANCE ? 'changed' : 'new';
}

export interface MissingFrame {
  readonly number: number;
  readonly task: ActionRecord;
}

/**
 * Frames that tasks which are over should have written and did not: the tasks of the step whose values
 * say the sequence's numbers.
 */
export function missingFrames(sequence: Sequence, times: TaskTimes): MissingFrame[] {
  const owned = sequence.frames.flatMap(({ number, file }) => {
    const task = writerOf(file, times);
    return task ? [{ number, task }] : [];
  });
  const [first] = owned;
  if (!first) return [];
  const { step } = first.task;
  const same = owned.filter(({ task }) => task.step === step);
  const names = Object.keys(first.task.parameters ?? {});
  const counter = names.find((name) =>
    same.every(({ number, task }) => numbersOf(task.parameters?.[name])?.has(number)),
  );
  if (counter === undefined) return [];
  const fixed = names.filter((name) => {
    if (name === counter) return false;
    const value = first.task.parameters?.[name] ?? '';
    const isNamed = `${sequence.folder}/${sequence.before}${sequence.after}`.includes(value);
    return (
      (isNamed || same.length > 1) && same.every(({ task }) => task.parameters?.[name] === value)
    );
  });
  const present = new Set(sequence.frames.map(({ number }) => number));
  const missing = new Map<number, ActionRecord>();
  for (const tasks of times.values())
    for (const task of tasks) {
      if (task.step !== step || task.state === 'running') continue;
      if (fixed.some((name) => task.parameters?.[name] !== first.task.parameters?.[name])) continue;
      for (const number of numbersOf(task.parameters?.[counter]) ?? [])
        if (!present.has(number)) missing.set(number, task);
    }
  return [...missing]
    .map(([number, task]) => ({ number, task }))
    .sort((a, b) => a.number - b.number);
}

/** The numbers of an INT value, or of a chunk: `7`, `1-10`, `1-9:2,20`. */
export function numbersOf(value: string | undefined): Set<number> | undefined {
  if (value === undefined) return undefined;
  const numbers = new Set<number>();
  for (const part of value.split(',')) {
    const match = /^\s*(-?\d+)(?:\s*-\s*(-?\d+)(?:\s*:\s*(-?\d+))?)?\s*$/.exec(part);
    if (!match) return undefined;
    const from = Number(match[1]);
    const to = match[2] === undefined ? from : Number(match[2]);
    const step = Math.abs(Number(match[3] ?? 1)) || 1;
    for (let at = Math.min(from, to); at <= Math.max(from, to); at += step) {
      if (numbers.size >= CHUNK_LIMIT) return numbers;
      numbers.add(at);
    }
  }
  return numbers;
}
