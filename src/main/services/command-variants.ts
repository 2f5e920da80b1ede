import { type FormatString, findReferences, valueToText } from '../../shared/expr/index.ts';
import type { Step, TaskParameterSet } from '../../shared/model/index.ts';

/** Tasks of a step that are looked at for commands of their own. */
const MOST_TASKS = 1000;

/**
 * Tasks of a step whose commands may be different programs: the first alone, unless the command is made from
 * task parameters. Of very many tasks one for each value of those parameters, and some from everywhere.
 */
export function tasksByCommand(
  { space, script }: Step,
  indices?: readonly bigint[],
): TaskParameterSet[] {
  const first = indices?.[0] ?? 0n;
  if (space.count === 0n || first >= space.count) return [];
  const { format } = script.onRun.command;
  if (!usesTask(format) && script.bindings.length === 0) return [space.at(first)];
  if (indices) return indices.slice(0, MOST_TASKS).map((index) => space.at(index));
  if (space.count <= BigInt(MOST_TASKS)) return [...space.iterate()];
  const wanted = new Set<bigint>([0n]);
  const begin = Object.fromEntries(
    [...space.at(0n)].map(([name, { value }]) => [name, valueToText(value)]),
  );
  for (const { name, count, valueAt } of space.parameters)
    for (let at = 0n; at < count && at < BigInt(MOST_TASKS) && wanted.size < 2 * MOST_TASKS; at++) {
      const index = space.indexOf({ ...begin, [name]: valueToText(valueAt(at)) });
      if (index !== undefined) wanted.add(index);
    }
  for (let at = 0; at < MOST_TASKS; at++)
    wanted.add((BigInt(at) * space.count) / BigInt(MOST_TASKS));
  return [...wanted].map((index) => space.at(index));
}

function usesTask({ segments }: FormatString): boolean {
  const scope = { has: (name: string) => name.startsWith('Task.') };
  return segments.some(
    (segment) =>
      segment.kind === 'expression' &&
      segment.expression !== undefined &&
      findReferences(segment.expression, scope).found.some(({ name }) => scope.has(name)),
  );
}
