import { parseRangeExpr, valueToText } from '../../shared/expr/index.ts';
import type { TaskParameterSet, TaskSpace } from '../../shared/model/index.ts';

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
  const [first] = members ?? [];
  if (!members || first === undefined) return undefined;
  const text = contiguous ? `${first}-${first}` : String(first);
  const place = space.indexOf({ ...values, [parameter]: text });
  return place === undefined ? undefined : { place, length: members.length };
}

/** The values of a chunk; undefined for a text that is none. */
export function membersOf(text: string): readonly bigint[] | undefined {
  const parsed = parseRangeExpr(text);
  return 'value' in parsed ? [...parsed.value] : undefined;
}
