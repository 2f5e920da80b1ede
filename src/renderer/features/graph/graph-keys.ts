import type { KeyboardEvent } from 'react';
import type { GraphStep } from '../../language-worker/contract.ts';
import { neighbour, type Point } from './ranks.ts';

interface Actions {
  /** `add`: beside those that are chosen. */
  readonly choose: (name: string, how: 'one' | 'add') => void;
  readonly pick: () => void;
  readonly add: () => void;
  readonly remove: () => void;
  readonly fold: () => void;
  /** The next arrow at the chosen step, or none after the last. */
  readonly nextEdge: () => void;
  /** Of several steps or an arrow back to one step; false: there was nothing to leave. */
  readonly leave: () => boolean;
  readonly duplicate: () => void;
  readonly all: () => void;
  readonly open: () => void;
  readonly zoom: (by: 1 | -1 | 0) => void;
}

/** What the keys do in the graph; each drag and each click has one. */
export function graphKeys(
  steps: readonly GraphStep[],
  places: ReadonlyMap<string, Point>,
  current: string | undefined,
  actions: Actions,
): (event: KeyboardEvent) => void {
  return (event) => {
    const { key } = event;
    if (event.altKey) return;
    const how = event.shiftKey ? 'add' : 'one';
    if (event.ctrlKey || event.metaKey) {
      if (event.shiftKey) return;
      if (key === 'a' || key === 'A') actions.all();
      else if (key === 'd' || key === 'D') actions.duplicate();
      else return;
    } else if (
      key === 'ArrowLeft' ||
      key === 'ArrowRight' ||
      key === 'ArrowUp' ||
      key === 'ArrowDown'
    ) {
      const next = current === undefined ? steps[0]?.name : neighbour(places, current, key);
      if (next !== undefined) actions.choose(next, how);
    } else if (key === 'Home' || key === 'End') {
      const end = key === 'Home' ? steps[0] : steps.at(-1);
      if (end) actions.choose(end.name, how);
    } else if (key === 'd' || key === 'D') actions.pick();
    else if (key === 'n' || key === 'N') actions.add();
    else if (key === 'f' || key === 'F') actions.fold();
    else if (key === 'e' || key === 'E') actions.nextEdge();
    else if (key === 'Escape') {
      if (!actions.leave()) return;
    } else if (key === 'Delete' || key === 'Backspace') actions.remove();
    else if (key === 'Enter') actions.open();
    else if (key === '+' || key === '=') actions.zoom(1);
    else if (key === '-') actions.zoom(-1);
    else if (key === '0') actions.zoom(0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
