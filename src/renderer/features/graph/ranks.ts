import type { GraphStep } from '../../language-worker/contract.ts';

export const NODE_WIDTH = 176;
export const NODE_HEIGHT = 58;
const GAP_X = 48;
const GAP_Y = 24;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How many steps lead to each one at least; a step in a circle stands where it is first met. */
export function ranksOf(steps: readonly GraphStep[]): ReadonlyMap<string, number> {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const ranks = new Map<string, number>();
  const open = new Set<string>();
  for (const { name: first } of steps) {
    const stack = [first];
    for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
      const dependencies = (byName.get(name)?.dependencies ?? []).filter((one) => byName.has(one));
      open.add(name);
      const next = dependencies.find((one) => !ranks.has(one) && !open.has(one));
      if (next !== undefined) {
        stack.push(next);
        continue;
      }
      stack.pop();
      open.delete(name);
      if (!ranks.has(name))
        ranks.set(name, Math.max(-1, ...dependencies.map((one) => ranks.get(one) ?? -1)) + 1);
    }
  }
  return ranks;
}

/** A place for every step at once: columns by rank, in each the order of the template. */
export function placesByRank(steps: readonly GraphStep[]): ReadonlyMap<string, Point> {
  const ranks = ranksOf(steps);
  const used = new Map<number, number>();
  return new Map(
    steps.map(({ name }) => {
      const rank = ranks.get(name) ?? 0;
      const row = used.get(rank) ?? 0;
      used.set(rank, row + 1);
      return [name, { x: rank * (NODE_WIDTH + GAP_X), y: row * (NODE_HEIGHT + GAP_Y) }];
    }),
  );
}

/** What stands beside a step in a direction: the nearest one that way, for arrow keys. */
export function neighbour(
  places: ReadonlyMap<string, Point>,
  from: string,
  direction: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
): string | undefined {
  const here = places.get(from);
  if (!here) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [name, { x, y }] of places) {
    const [dx, dy] = [x - here.x, y - here.y];
    const along =
      direction === 'ArrowLeft'
        ? -dx
        : direction === 'ArrowRight'
          ? dx
          : direction === 'ArrowUp'
            ? -dy
            : dy;
    const across = direction === 'ArrowLeft' || direction === 'ArrowRight' ? dy : dx;
    if (name === from || along <= 1) continue;
    const distance = along + Math.abs(across) * 2;
    if (distance < least) [least, best] = [distance, name];
  }
  return best;
}

/** Steps that other steps are folded into: everything behind a folded step that nothing else leads to. */
export function hiddenBehind(
  steps: readonly GraphStep[],
  folded: ReadonlySet<string>,
): ReadonlySet<string> {
  if (folded.size === 0) return new Set();
  const hidden = new Set<string>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const { name, dependencies } of steps) {
      if (hidden.has(name) || dependencies.length === 0) continue;
      if (!dependencies.every((one) => folded.has(one) || hidden.has(one))) continue;
      hidden.add(name);
      changed = true;
    }
  }
  return hidden;
}
