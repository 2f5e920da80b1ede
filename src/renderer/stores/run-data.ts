import type { ActionRecord, RunRecord } from '../../shared/protocol/run.ts';
import { ActionSpans } from './action-spans.ts';

/** One letter for the state of a task, as `run.taskStates` has them. */
export type StateLetter = '-' | 'w' | 'r' | 'd' | 'f' | 'c';

/** Tasks whose states are held in the page; beyond, rows show what their actions say. */
export const STATE_LIMIT = 1_000_000;

const LETTERS = {
  running: 'r',
  succeeded: 'd',
  failed: 'f',
  timeout: 'f',
  canceled: 'c',
} as const;

/** What says most of several tasks together: what is wrong, what moves, what is open. */
const WORST = 'frcw-d';

/** The most that the tasks of a step took. */
export interface Measured {
  readonly tasks: number;
  /** Milliseconds. */
  readonly longest: number;
  /** Bytes, of the whole process tree. */
  readonly peakMemory: number | undefined;
  /** Processors at work, on the average over a task. */
  readonly cores: number | undefined;
}

/** An action shorter than this (ms) says nothing of the processors it needs: the system counts too coarsely. */
const LEAST_MEASURED = 200;

/** Processors at work, on the average over an action that has ended; undefined where none was measured. */
export function meanCores({ cpuTime, startedAt, endedAt }: ActionRecord): number | undefined {
  if (cpuTime === undefined || endedAt === undefined) return undefined;
  const milliseconds = endedAt - startedAt;
  return milliseconds < LEAST_MEASURED ? undefined : (cpuTime * 1000) / milliseconds;
}

/**
 * What is known of the actions and tasks of one run, outside React. Actions come in any order and again
 * whenever they change.
 */
export class RunData {
  readonly actions = new Map<number, ActionRecord>();
  readonly #byTask = new Map<string, number>();
  /** Of steps of which it was asked for, until another action comes. */
  readonly #spans = new Map<string, ActionSpans>();
  readonly #measured = new Map<string, Measured>();
  readonly #running = new Map<number, ActionRecord>();
  readonly #finished = new Map<string, { milliseconds: number; tasks: number }>();
  /** Letters of a step's tasks, as character codes. */
  readonly #states = new Map<string, Uint8Array>();

  apply(records: readonly ActionRecord[]): void {
    for (const record of records) {
      this.#account(record, this.actions.get(record.id));
      this.actions.set(record.id, record);
      if (record.kind !== 'onRun' && record.kind !== 'onWrapTaskRun') continue;
      if (record.step === undefined || record.taskIndex === undefined) continue;
      this.#spans.delete(record.step);
      const key = taskKey(record.step, record.taskIndex);
      const known = this.#byTask.get(key);
      if (known === undefined || record.id >= known) {
        this.#byTask.set(key, record.id);
        this.#mark(record, LETTERS[record.state]);
      }
    }
  }

  /** Actions that run now. */
  running(): ActionRecord[] {
    return [...this.#running.values()];
  }

  /** What the tasks of a step that succeeded took together; undefined before one has. */
  finished(step: string): { readonly milliseconds: number; readonly tasks: number } | undefined {
    return this.#finished.get(step);
  }

  /** The most that tasks of a step took, of those that succeeded; undefined before one has. */
  measured(step: string): Measured | undefined {
    return this.#measured.get(step);
  }

  #account(record: ActionRecord, before: ActionRecord | undefined): void {
    if (record.state === 'running') this.#running.set(record.id, record);
    else this.#running.delete(record.id);
    const { step, endedAt, startedAt, tasks = 1 } = record;
    if (record.state !== 'succeeded' || before?.state === 'succeeded') return;
    if (step === undefined || endedAt === undefined) return;
    const known = this.#finished.get(step) ?? { milliseconds: 0, tasks: 0 };
    this.#finished.set(step, {
      milliseconds: known.milliseconds + Math.max(0, endedAt - startedAt),
      tasks: known.tasks + tasks,
    });
    this.#measure(step, record, endedAt - startedAt);
  }

  #measure(step: string, record: ActionRecord, milliseconds: number): void {
    const known = this.#measured.get(step);
    this.#measured.set(step, {
      tasks: (known?.tasks ?? 0) + 1,
      longest: Math.max(known?.longest ?? 0, milliseconds),
      peakMemory: most(known?.peakMemory, record.peakMemory),
      cores: most(known?.cores, meanCores(record)),
    });
  }

  /** Takes the letters the backend knows; what running actions say is newer. */
  setStates(step: string, letters: string): void {
    const codes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) codes[i] = letters.charCodeAt(i);
    this.#states.set(step, codes);
    for (const id of this.#byTask.values()) {
      const record = this.actions.get(id);
      if (record?.step === step && record.taskIndex !== undefined)
        this.#mark(record, LETTERS[record.state]);
    }
  }

  /** The run is over: nothing waits any more. */
  settle(): void {
    const [waiting, none] = [letterCode('w'), letterCode('-')];
    for (const codes of this.#states.values())
      for (let i = 0; i < codes.length; i++) if (codes[i] === waiting) codes[i] = none;
  }

  hasStates(step: string): boolean {
    return this.#states.has(step);
  }

  states(step: string): Uint8Array | undefined {
    return this.#states.get(step);
  }

  /** The state of a task; of one that takes several places, what is worst of them. */
  state(step: string, index: bigint | string, places = 1): StateLetter {
    if (places === 1) {
      const action = this.#ownAction(step, index);
      if (action) return LETTERS[action.state];
    }
    const states = this.#states.get(step);
    const end = Number(index) + places;
    const held = Math.min(end, states?.length ?? 0);
    // Of places whose letters are not held nothing is known, however many they are.
    let worst: StateLetter | undefined = held < end ? '-' : undefined;
    for (let at = Number(index); at < held; at++) {
      const letter = String.fromCharCode(states?.[at] ?? 0) as StateLetter;
      if (worst === undefined || WORST.indexOf(letter) < WORST.indexOf(worst)) worst = letter;
    }
    return worst ?? '-';
  }

  /** The newest action of a task; of one that takes several places, of any of them. */
  taskAction(step: string, index: bigint | string, places = 1): ActionRecord | undefined {
    const own = this.#ownAction(step, index);
    if (places === 1 || own) return own;
    const first = Number(index);
    return this.#spansOf(step).newest(first, first + places);
  }

  #spansOf(step: string): ActionSpans {
    const known = this.#spans.get(step);
    if (known) return known;
    const spans = new ActionSpans(this.actionsOf(step));
    this.#spans.set(step, spans);
    return spans;
  }

  /** The newest action of each task of a step. */
  *actionsOf(step: string): Iterable<ActionRecord> {
    for (const id of this.#byTask.values()) {
      const action = this.actions.get(id);
      if (action?.step === step) yield action;
    }
  }

  #ownAction(step: string, index: bigint | string): ActionRecord | undefined {
    const id = this.#byTask.get(taskKey(step, String(index)));
    return id === undefined ? undefined : this.actions.get(id);
  }

  firstFailed(): ActionRecord | undefined {
    for (const record of [...this.actions.values()].sort((a, b) => a.id - b.id))
      if (record.state === 'failed' || record.state === 'timeout') return record;
    return undefined;
  }

  #mark({ step = '', taskIndex, tasks = 1 }: ActionRecord, letter: StateLetter): void {
    const at = Number(taskIndex);
    this.#states.get(step)?.fill(letter.charCodeAt(0), at, at + tasks);
  }
}

const letterCode = (letter: StateLetter): number => letter.charCodeAt(0);

function most(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined ? other : other === undefined ? one : Math.max(one, other);
}

function taskKey(step: string, index: string): string {
  return `${index}\u0000${step}`;
}

export function isActive(run: RunRecord | undefined): boolean {
  return run?.state === 'waiting' || run?.state === 'running' || run?.state === 'stopping';
}

/** Tasks of a run: all in scope, and how many are over in each way. */
export function runTotals(run: RunRecord) {
  let total = 0n;
  let succeeded = 0;
  let failed = 0;
  let canceled = 0;
  let running = 0;
  for (const step of run.steps) {
    total += BigInt(step.total);
    succeeded += step.succeeded;
    failed += step.failed;
    canceled += step.canceled;
    running += step.running;
  }
  return { total, succeeded, failed, canceled, running, ended: succeeded + failed + canceled };
}
