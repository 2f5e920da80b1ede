import { useEffect, useRef, useState } from 'react';
import { queryRows, taskRows } from '../../stores/task-data.ts';

const PAGE = 64n;
const PAGES_HELD = 40;

/** A task in a row of the table. */
interface ShownTask {
  readonly index: bigint;
  readonly values: readonly string[];
}

async function rowsOf(
  step: string,
  from: bigint,
  viewed: boolean,
): Promise<ReadonlyMap<bigint, ShownTask>> {
  if (viewed) {
    const rows = await queryRows(from, Number(PAGE));
    return new Map(
      rows.map(({ index, values }, at) => [from + BigInt(at), { index: BigInt(index), values }]),
    );
  }
  const rows = await taskRows(step, from, Number(PAGE));
  return new Map([...rows].map(([index, values]) => [index, { index, values }]));
}

/** Values of the tasks in view; rows that are not here yet come in a moment. */
export function useTaskRows(
  step: string,
  built: number,
  first: bigint,
  count: number,
  /** Counts filters and orders; undefined: all tasks as they are. */
  viewed: number | undefined,
): (row: bigint) => ShownTask | undefined {
  const pages = useRef(new Map<bigint, ReadonlyMap<bigint, ShownTask>>());
  const shown = useRef('');
  const [, redraw] = useState(0);
  const key = `${built} ${viewed ?? ''} ${step}`;
  const stale = shown.current !== key;
  useEffect(() => {
    let current = true;
    const held = pages.current;
    const load = async () => {
      const fresh = shown.current !== key;
      const wanted: bigint[] = [];
      for (let page = first / PAGE; page * PAGE < first + BigInt(count); page++)
        if (fresh || !held.has(page)) wanted.push(page);
      const loaded = await Promise.all(
        wanted.map(
          async (page) => [page, await rowsOf(step, page * PAGE, viewed !== undefined)] as const,
        ),
      );
      if (!current || loaded.length === 0) return;
      // Rows of an earlier job stay until these are here, so that typing does not flicker.
      if (fresh) held.clear();
      shown.current = key;
      for (const [page, rows] of loaded) held.set(page, rows);
      while (held.size > PAGES_HELD) {
        const oldest = held.keys().next().value;
        if (oldest === undefined) break;
        held.delete(oldest);
      }
      redraw((n) => n + 1);
    };
    void load();
    return () => {
      current = false;
    };
  }, [key, step, first, count, viewed]);
  return (row) =>
    stale && !shown.current.endsWith(` ${step}`)
      ? undefined
      : pages.current.get(row / PAGE)?.get(row);
}
