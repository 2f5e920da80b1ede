import type { GraphStep } from '../../language-worker/contract.ts';
import { notify } from '../../stores/app-store.ts';
import { useDocument } from '../../stores/document-store.ts';
import { handOver } from '../../stores/hand-over.ts';
import { useJob } from '../../stores/job-store.ts';
import { text as words } from '../../text/en.ts';
import { graphSvg } from './graph-svg.ts';
import type { Point } from './ranks.ts';

/** A picture is drawn twice as large as it is shown, as long as the browser can hold it. */
const SHARPNESS = 2;
const MAX_SIDE = 16_384;

/** Hands the graph over as a file. */
export async function saveGraph(
  format: 'svg' | 'png',
  steps: readonly GraphStep[],
  places: ReadonlyMap<string, Point>,
): Promise<void> {
  const svg = new Blob([drawing(steps, places)], { type: 'image/svg+xml' });
  const file = format === 'svg' ? svg : await pngOf(svg);
  if (file) handOver(file, `${useDocument.getState().bundle?.name ?? 'graph'}.${format}`);
  else notify('error', words.graph.notDrawn);
}

function drawing(steps: readonly GraphStep[], places: ReadonlyMap<string, Point>): string {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const counts = new Map(useJob.getState().job?.steps.map(({ name, count }) => [name, count]));
  return graphSvg(
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
}

/** Undefined where the picture is larger than a browser can draw. */
async function pngOf(svg: Blob): Promise<Blob | undefined> {
  const address = URL.createObjectURL(svg);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const side = Math.max(picture.width, picture.height);
    const scale = Math.min(SHARPNESS, MAX_SIDE / side);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return (await new Promise<Blob | null>((done) => canvas.toBlob(done))) ?? undefined;
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(address);
  }
}
