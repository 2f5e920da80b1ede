import type { ActionRecord } from '../../../shared/protocol/run.ts';

/** Actions that a list to choose from holds; the others are found by typing. */
const LISTED = 100;

/** Actions whose label has every word that was typed; without one, those about the chosen action. */
export function findActions(
  actions: ReadonlyMap<number, ActionRecord>,
  typed: string,
  chosen: number | undefined,
): { readonly shown: readonly ActionRecord[]; readonly count: number } {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const begin = parts.length === 0 && chosen !== undefined ? chosen - LISTED / 2 : 0;
  const shown: ActionRecord[] = [];
  let count = 0;
  for (const action of actions.values()) {
    const label = action.label.toLowerCase();
    if (!parts.every((part) => label.includes(part))) continue;
    count++;
    if (action.id >= begin && shown.length < LISTED) shown.push(action);
  }
  shown.sort((a, b) => a.id - b.id);
  return { shown, count };
}
