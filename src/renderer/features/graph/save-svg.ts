import type { GraphStep } from '../../language-worker/contract.ts';
import { useDocument } from '../../stores/document-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { text as words } from '../../text/en.ts';
import { graphSvg } from './graph-svg.ts';
import type { Point } from './ranks.ts';

/** Hands the graph over as a file. */
export function saveSvg(steps: readonly GraphStep[], places: ReadonlyMap<string, Point>): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const counts = new Map(useJob.getState().job?.steps.map(({ name, count }) => [name, count]));
  const svg = graphSvg(
    steps,
    places,
    ({ name, environments }) => {
      const count = counts.get(name);
      return [...(count === undefined ? [] : [words.tasks.count(count)]), ...environments].join(
        ' · ',
      );
    },
    {
      ground: colour('raised'),
      panel: colour('panel'),
      line: colour('line-strong'),
      text: colour('text'),
      dim: colour('dim'),
    },
  );
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  link.download = `${useDocument.getState().bundle?.name ?? 'graph'}.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
