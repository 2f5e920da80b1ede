import { parseRangeExpr, type RangeExpr, valueToText } from '../../shared/expr/index.ts';
import type { Step, TaskParameterSet, TaskSpace } from '../../shared/model/index.ts';

/**
 * Where a task is in another space, and how many places it takes there. A space of single values has a
 * place for each value of a chunk.
 */
export function firstPlace(
  space: TaskSpace,
  task: TaskParameterSet,
  isSingle: boolean,
): { place: bigint; length: number } | undefined {
  const values = Object.fromEntries(
    [...task].map(([name, { value }]) => [name, valueToText(value)]),
  );
  if (!isSingle || !space.chunk) {
    const place = space.indexOf(values);
    return place === undefined ? undefined : { place, length: 1 };
  }
  const { parameter, contiguous } = space.chunk;
  const members = membersOf(values[parameter] ?? '');
  if (!members || members.length === 0n) return undefined;
  const first = members.at(0);
  const text = contiguous ? `${first}-${first}` : String(first);
  const place = space.indexOf({ ...values, [parameter]: text });
  return place === undefined ? undefined : { place, length: Number(members.length) };
}

/** Today's place of a task with these values, of a chunk that of its first value. */
export function placeNow(step: Step, values: Readonly<Record<string, string>>): bigint | undefined {
  const { space } = step;
  const place = space.indexOf(values);
  if (place !== undefined || !space.chunk) return place;
  const { parameter } = space.chunk;
  const members = membersOf(values[parameter] ?? '');
  if (!members || members.length === 0n) return undefined;
  const first = members.at(0);
  // Chunks are few where the place of one of them is asked for: they are looked through.
  for (let at = 0n; at < space.count && at < MOST_CHUNKS; at++) {
    const task = space.at(at);
    const value = task.get(parameter)?.value;
    if (value?.kind !== 'range_expr' || !value.value.contains(first)) continue;
    const isSame = [...task].every(
      ([name, other]) => name === parameter || valueToText(other.value) === values[name],
    );
    if (isSame) return at;
  }
  return undefined;
}

const MOST_CHUNKS = 100_000n;

/** The values of a chunk, however many; undefined for a text that is none. */
function membersOf(text: string): RangeExpr | undefined {
  const parsed = parseRangeExpr(text);
  return 'value' in parsed ? parsed.value : undefined;
}
