import { useEffect, useMemo, useState } from 'react';
import type { GraphStep } from '../../language-worker/contract.ts';
import { type Point, placesByRank } from './ranks.ts';

/** Where the steps stand: by rank at once, refined as soon as the layout is there. */
export function usePlaces(steps: readonly GraphStep[]): {
  readonly places: ReadonlyMap<string, Point>;
  readonly refined: boolean;
} {
  const [layout, setLayout] = useState<{
    readonly steps: readonly GraphStep[];
    readonly places: ReadonlyMap<string, Point>;
  }>();
  const ranked = useMemo(() => placesByRank(steps), [steps]);
  useEffect(() => {
    let current = true;
    import('./layout.ts')
      .then(({ layeredPlaces }) => layeredPlaces(steps))
      .then((places) => current && setLayout({ steps, places }))
      // Without a layout the ranks are good enough.
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [steps]);
  if (layout?.steps === steps) return { places: layout.places, refined: true };
  // Until the new layout is there what has not changed stays where it is.
  const kept = layout?.places;
  const isKnown = kept !== undefined && steps.every(({ name }) => kept.has(name));
  return { places: isKnown ? kept : ranked, refined: false };
}
