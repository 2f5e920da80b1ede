import { useEffect, useMemo, useState } from 'react';
import type { GraphStep } from '../../language-worker/contract.ts';
import { type Point, placesByRank } from './ranks.ts';

interface Layout {
  readonly steps: readonly GraphStep[];
  readonly places: ReadonlyMap<string, Point>;
}

/** The picture is drawn before its refinement takes a processor. */
const AFTER_DRAWING = 200;

/** Who comes back to the graph finds it as it was. */
let last: Layout | undefined;

/** Where the steps stand: by rank at once, refined as soon as the layout is there. */
export function usePlaces(steps: readonly GraphStep[]): {
  readonly places: ReadonlyMap<string, Point>;
  readonly refined: boolean;
} {
  const [layout, setLayout] = useState(last);
  const ranked = useMemo(() => placesByRank(steps), [steps]);
  useEffect(() => {
    if (last?.steps === steps) {
      setLayout(last);
      return;
    }
    const leaving = new AbortController();
    const timer = setTimeout(
      () =>
        import('./layout.ts')
          .then(({ layeredPlaces }) => layeredPlaces(steps, leaving.signal))
          .then((places) => {
            if (leaving.signal.aborted) return;
            last = { steps, places };
            setLayout(last);
          })
          // Without a layout the ranks are good enough.
          .catch(() => {}),
      last ? 0 : AFTER_DRAWING,
    );
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [steps]);
  if (layout?.steps === steps) return { places: layout.places, refined: true };
  // Until the new layout is there what has not changed stays where it is.
  const kept = layout?.places;
  const isKnown = kept !== undefined && steps.every(({ name }) => kept.has(name));
  return { places: isKnown ? kept : ranked, refined: false };
}
