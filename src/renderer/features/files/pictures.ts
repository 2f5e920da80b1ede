import { useCallback, useSyncExternalStore } from 'react';
import { failureText } from '../../backend/backend.ts';
import { readResult } from '../../stores/result-bytes.ts';
import type { FileRef } from '../../stores/results-store.ts';
import { text as words } from '../../text/en.ts';
import { decodePicture } from './decoder.ts';
import type { Light } from './exr/light.ts';

/** A picture as it can be drawn, or why it cannot be. */
export type Picture =
  | {
      readonly bitmap: ImageBitmap;
      readonly width: number;
      readonly height: number;
      readonly light?: Light;
    }
  /** A vector picture: an address for an image element, which runs nothing of it. */
  | { readonly url: string }
  | { readonly error: string };

/** The edges that pictures are decoded to: thumbnails, and what fills the viewer. */
export const THUMB = 176;
export const FULL = 1600;

const MAX_BYTES = 160 * 1024 * 1024;
const AT_ONCE = 3;

interface Entry {
  readonly key: string;
  readonly ref: FileRef;
  readonly edge: number;
  picture?: Picture;
  bytes: number;
}

/** Pictures by file, version and size, the latest used last; outside React. */
const entries = new Map<string, Entry>();
const listeners = new Map<string, Set<() => void>>();
/** What is wanted and not begun, the newest wish last: what is in view now comes first. */
const queue = new Map<string, Entry>();
let busy = 0;

/** A picture of a file; undefined until it has been read and decoded. */
export function usePicture(ref: FileRef | undefined, edge: number): Picture | undefined {
  const key = ref && keyOf(ref, edge);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the file.
  const subscribe = useCallback(
    (changed: () => void) => (ref ? watch(ref, edge, changed) : () => {}),
    [key],
  );
  return useSyncExternalStore(subscribe, () =>
    key === undefined ? undefined : entries.get(key)?.picture,
  );
}

function watch(ref: FileRef, edge: number, changed: () => void): () => void {
  const key = keyOf(ref, edge);
  const set = listeners.get(key) ?? new Set();
  listeners.set(key, set);
  set.add(changed);
  want(ref, edge);
  return () => {
    set.delete(changed);
    if (set.size > 0) return;
    listeners.delete(key);
    // Nobody looks any more: what has not begun is not begun, what went wrong is tried again next time.
    queue.delete(key);
    const picture = entries.get(key)?.picture;
    if (picture && 'error' in picture) entries.delete(key);
  };
}

/** Begins to read a picture that is likely to be looked at next. */
export function want(ref: FileRef, edge: number): void {
  const key = keyOf(ref, edge);
  const known = entries.get(key);
  if (known) {
    entries.delete(key);
    entries.set(key, known);
    return;
  }
  if (!queue.has(key)) queue.set(key, { key, ref, edge, bytes: 0 });
  next();
}

/** The picture when it is there already. */
export function pictureNow(ref: FileRef, edge: number): Picture | undefined {
  return entries.get(keyOf(ref, edge))?.picture;
}

function keyOf({ runId, root, path, modifiedAt }: FileRef, edge: number): string {
  return `${runId}\n${root}\n${path}\n${modifiedAt}\n${edge}`;
}

function next(): void {
  while (busy < AT_ONCE) {
    const entry = [...queue.values()].at(-1);
    if (!entry) return;
    queue.delete(entry.key);
    entries.set(entry.key, entry);
    busy++;
    void load(entry)
      .catch((error: unknown): Picture => ({ error: failureText(error) }))
      .then((picture) => {
        busy--;
        entry.picture = picture;
        if ('bitmap' in picture)
          entry.bytes = picture.bitmap.width * picture.bitmap.height * (picture.light ? 10 : 4);
        trim(entry.key);
        for (const listener of listeners.get(entry.key) ?? []) listener();
        next();
      });
  }
}

async function load({ ref, edge }: Entry): Promise<Picture> {
  // The first slice says what it is and how large: nothing else is read of what is not shown.
  const head = await readResult(ref, 1);
  const { type } = head.info;
  if (!type.startsWith('image/'))
    return { error: head.info.size === 0 ? words.results.empty : words.results.noPicture };
  const { bytes } = await readResult(ref);
  if (type === 'image/svg+xml') {
    const text = new TextDecoder().decode(bytes);
    return { url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}` };
  }
  if (head.info.width === undefined) return { error: words.results.noPicture };
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  return decodePicture({ bytes: whole, type, edge });
}

/** Lets go of what was used longest ago; pixels that someone looks at stay. */
function trim(keep: string): void {
  let bytes = 0;
  for (const entry of entries.values()) bytes += entry.bytes;
  for (const [key, entry] of entries) {
    if (bytes <= MAX_BYTES) return;
    if (key === keep || listeners.has(key) || entry.bytes === 0) continue;
    if (entry.picture && 'bitmap' in entry.picture) entry.picture.bitmap.close();
    entries.delete(key);
    bytes -= entry.bytes;
  }
}
