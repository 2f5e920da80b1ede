import { useEffect, useRef, useState } from 'react';
import { taskRows } from '../../stores/task-data.ts';

const PAGE = 64n;
const PAGES_HELD = 40;

/** Values of the tasks in view; rows that are not here yet come in a moment. */
export function useTaskRows(
  step: string,
  built: number,
  first: bigint,
  count: number,
): (index: bigint) => readonly string[] | undefined {
  const pages = useRef(new Map<bigint, ReadonlyMap<bigint, readonly string[]>>());
  const shown = useRef('');
  const [, redraw] = useState(0);
  const key = `${built} ${step}`;
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
          async (page) => [page, await taskRows(step, page * PAGE, Number(PAGE))] as const,
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
  }, [key, step, first, count]);
  return (index) =>
    stale && !shown.current.endsWith(` ${step}`)
      ? undefined
      : pages.current.get(index / PAGE)?.get(index);
}
