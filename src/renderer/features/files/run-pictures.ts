import type { RunRecord } from '../../../shared/protocol/run.ts';
import { backend } from '../../backend/backend.ts';
import type { FileRef } from '../../stores/results-store.ts';
import { isPicture } from './sequences.ts';
import { newsOf } from './writers.ts';

/** The same output of two runs; a side is missing where that run's picture is not there any more, or never was. */
export interface PicturePair {
  readonly name: string;
  readonly left?: FileRef;
  readonly right?: FileRef;
}

const TOLERANCE = 50;

/** Pictures of a run by the OUT path and their name: those in its folders that nobody changed since, else kept copies. */
export async function picturesOf(run: RunRecord): Promise<Map<string, FileRef>> {
  const roots = await backend.call('results.roots', { runId: run.id });
  const pictures = new Map<string, FileRef>();
  for (const root of roots) {
    if (root.missing || root.kind === 'session') continue;
    const request = { runId: run.id, root: root.id, directory: '', recursive: true };
    // A folder that cannot be read has nothing to compare.
    const { files } = await backend.call('results.list', request).catch(() => ({ files: [] }));
    for (const file of files) {
      if (file.kind !== 'file' || file.size === 0 || !isPicture(file.path)) continue;
      if (root.kind === 'output') {
        const own = newsOf({ ...file, root: root.id }, run.startedAt) !== 'unchanged';
        if (!own || file.modifiedAt > (run.endedAt ?? Number.POSITIVE_INFINITY) + TOLERANCE)
          continue;
      }
      const name = `${root.label}/${file.path}`;
      if (pictures.has(name)) continue;
      const { path, modifiedAt } = file;
      pictures.set(name, { runId: run.id, root: root.id, path, modifiedAt });
    }
  }
  return pictures;
}

/** Pairs in the order of their names; those that both runs have first. */
export function pairPictures(
  left: ReadonlyMap<string, FileRef>,
  right: ReadonlyMap<string, FileRef>,
): PicturePair[] {
  const names = new Intl.Collator('en', { numeric: true });
  const pairs = [...new Set([...left.keys(), ...right.keys()])].map((name): PicturePair => {
    const a = left.get(name);
    const b = right.get(name);
    return { name, ...(a ? { left: a } : {}), ...(b ? { right: b } : {}) };
  });
  const alone = (pair: PicturePair) => Number(!pair.left || !pair.right);
  return pairs.sort((a, b) => alone(a) - alone(b) || names.compare(a.name, b.name));
}
