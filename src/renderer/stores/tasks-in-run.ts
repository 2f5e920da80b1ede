import type { ActionRecord } from '../../shared/protocol/run.ts';
import { useMatch } from './match-store.ts';
import type { StateLetter } from './run-data.ts';
import { useRun } from './run-store.ts';

const NOT_RUN = '-'.charCodeAt(0);
const WAITING = 'w'.charCodeAt(0);

/** Where a task of today is in the run that is shown; undefined: it was no task of it, or that is not known. */
function placeInRun(
  step: string,
  index: bigint,
): { readonly place: bigint; readonly length: number } | undefined {
  const { steps, places } = useMatch.getState();
  const match = steps?.get(step);
  if (!match) return undefined;
  if (match.same) return { place: index, length: 1 };
  const found = places.get(step);
  if (!found || index >= BigInt(found.places.length)) return undefined;
  const place = found.places[Number(index)] ?? -1;
  if (place < 0) return undefined;
  return { place: BigInt(place), length: found.lengths[Number(index)] ?? 1 };
}

export function taskState(step: string, index: bigint): StateLetter {
  const found = placeInRun(step, index);
  return found ? useRun.getState().data.state(step, found.place, found.length) : '-';
}

/** The newest action of a task of today. */
export function taskAction(step: string, index: bigint): ActionRecord | undefined {
  const found = placeInRun(step, index);
  return found && useRun.getState().data.taskAction(step, found.place, found.length);
}

/** Letters of today's tasks as character codes. */
export function taskStates(step: string): Uint8Array | undefined {
  const { steps, places } = useMatch.getState();
  const { data } = useRun.getState();
  if (steps?.get(step)?.same) return data.states(step);
  const found = places.get(step);
  if (!found) return undefined;
  const codes = data.states(step);
  const now = new Uint8Array(found.places.length).fill(NOT_RUN);
  for (let at = 0; at < now.length; at++) {
    const place = found.places[at] ?? -1;
    const length = found.lengths[at] ?? 1;
    if (place < 0) continue;
    now[at] =
      length === 1 && codes
        ? (codes[place] ?? NOT_RUN)
        : data.state(step, String(place), length).charCodeAt(0);
  }
  return now;
}

/** The same of tasks that are too many for a letter each: of those that the run that is shown looked at. */
export function ranStates(step: string): ReadonlyMap<number, number> {
  const { steps } = useMatch.getState();
  const states = new Map<number, number>();
  if (steps?.get(step)?.same)
    useRun
      .getState()
      .data.states(step)
      ?.forEach((code, at) => {
        if (code !== NOT_RUN) states.set(at, code);
      });
  for (const [at, { tasks = 1 }] of taskActions(step, Number.POSITIVE_INFINITY))
    for (let index = at; index < at + tasks; index++)
      states.set(index, taskState(step, BigInt(index)).charCodeAt(0));
  return states;
}

/** The newest actions of today's tasks by their places, of the first `count` tasks. */
export function* taskActions(step: string, count: number): Iterable<[number, ActionRecord]> {
  const { steps, places } = useMatch.getState();
  const { data } = useRun.getState();
  if (steps?.get(step)?.same) {
    for (const action of data.actionsOf(step))
      if (Number(action.taskIndex) < count) yield [Number(action.taskIndex), action];
    return;
  }
  const found = places.get(step);
  const states = taskStates(step);
  for (let at = 0; found && states && at < Math.min(count, states.length); at++) {
    // Those that have not begun have none: of very many tasks that is most.
    if (states[at] === NOT_RUN || states[at] === WAITING) continue;
    const place = String(found.places[at] ?? -1);
    const action = data.taskAction(step, place, found.lengths[at] ?? 1);
    if (action) yield [at, action];
  }
}

/** How long today's tasks took, in milliseconds, by their places. */
export function taskTimes(step: string, count: number): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const [at, { startedAt, endedAt }] of taskActions(step, count))
    if (endedAt !== undefined) times.set(at, endedAt - startedAt);
  return times;
}
