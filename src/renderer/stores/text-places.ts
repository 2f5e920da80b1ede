import type { TextPlace, TextStep } from '../../shared/protocol/bundle.ts';
import { fingerprint } from '../../shared/text/fingerprint.ts';
import { applyEdits, invertEdits, type TextEdit } from '../../shared/yaml/edit/text-edit.ts';
import { backend } from '../backend/backend.ts';
import type { Changes } from './text-history.ts';

const CALM = 500;

/** Editors that are open, by the path of their document on this machine, and how each tells its place. */
const editors = new Map<string, () => TextPlace>();
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Keeps where someone is in a document, from now until it is closed, so that the next window begins there. */
export function holdPlace(path: string, tell: () => TextPlace): () => void {
  editors.set(path, tell);
  return () => {
    if (editors.get(path) !== tell) return;
    if (waiting.has(path)) void keep(path);
    editors.delete(path);
  };
}

/** The cursor, the view or the text is another now. */
export function placeChanged(path: string): void {
  clearTimeout(waiting.get(path));
  waiting.set(
    path,
    setTimeout(() => void keep(path), CALM),
  );
}

/** Keeps at once what waits to be kept: the window may be going away. */
export async function keepPlaces(): Promise<void> {
  await Promise.all([...waiting.keys()].map(keep));
}

async function keep(path: string): Promise<void> {
  clearTimeout(waiting.get(path));
  waiting.delete(path);
  const place = editors.get(path)?.();
  if (place) await backend.call('place.keep', { path, place }).catch(() => {});
}

/**
 * The changes that led to a text, made from the steps that were kept with it. Undefined when they belong to
 * another text: a file that was changed meanwhile has no way back.
 */
export function changesOfPlace(text: string, place: TextPlace | undefined): Changes | undefined {
  if (!place || place.of !== fingerprint(text)) return undefined;
  try {
    const backwards = place.back.map(editOf);
    let base = text;
    const forwards = backwards.map((edits) => {
      const forth = invertEdits(base, edits);
      base = applyEdits(base, edits);
      return forth;
    });
    // A step that joins follows, on the way back, the one that it is undone with.
    const done = grouped(
      forwards.toReversed(),
      place.back.map((_, at) => place.back[at + 1]?.joins === true).toReversed(),
    );
    const undone = grouped(
      place.forth.map(editOf),
      place.forth.map(({ joins }) => joins),
    );
    return { base, done, undone };
  } catch {
    // The steps do not fit the text.
    return undefined;
  }
}

function editOf({ start, end, text }: TextStep): readonly TextEdit[] {
  return [{ range: { start, end }, text }];
}

function grouped(batches: readonly (readonly TextEdit[])[], joins: readonly boolean[]) {
  const steps: { batches: (readonly TextEdit[])[]; group: undefined }[] = [];
  batches.forEach((edits, at) => {
    const last = steps.at(-1);
    if (joins[at] && last) last.batches.push(edits);
    else steps.push({ batches: [edits], group: undefined });
  });
  return steps;
}
