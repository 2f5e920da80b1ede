import type { ResultFile } from '../../../shared/protocol/results.ts';

/** A file with the root it lies in. */
export interface Found extends ResultFile {
  readonly root: string;
}

export interface Frame {
  readonly number: number;
  readonly file: Found;
}

/** Files whose names differ in one number only: shown as one. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly key: string;
  /** The folder below the root, `''` for the root itself. */
  readonly folder: string;
  /** `beauty.`, `.png` */
  readonly before: string;
  readonly after: string;
  /** In order of their numbers, at least two. */
  readonly frames: readonly Frame[];
}

export interface Single {
  readonly kind: 'single';
  readonly key: string;
  readonly folder: string;
  readonly file: Found;
}

export type Item = Sequence | Single;

const FRAME = /^(.*?)(\d{1,9})(\D*)$/s;

/** Groups files by their names. Sequences and files stand in the order of folders and names. */
export function groupFiles(files: readonly Found[]): Item[] {
  const groups = new Map<
    string,
    { folder: string; before: string; after: string; frames: Frame[] }
  >();
  const items: Item[] = [];
  for (const file of files) {
    const at = file.path.lastIndexOf('/');
    const folder = at < 0 ? '' : file.path.slice(0, at);
    const match = file.kind === 'file' ? splitName(file.path.slice(at + 1)) : undefined;
    if (!match) {
      items.push(single(file, folder));
      continue;
    }
    const { before, number, after, padding } = match;
    const key = JSON.stringify([file.root, folder, before, after, padding]);
    let group = groups.get(key);
    if (!group) {
      group = { folder, before, after, frames: [] };
      groups.set(key, group);
    }
    group.frames.push({ number, file });
  }
  for (const [key, group] of groups) {
    const [first] = group.frames;
    if (group.frames.length === 1 && first) items.push(single(first.file, group.folder));
    else
      items.push({
        kind: 'sequence',
        key,
        ...group,
        frames: group.frames.sort((a, b) => a.number - b.number),
      });
  }
  const names = new Intl.Collator('en', { numeric: true });
  return items.sort(
    (a, b) => names.compare(a.folder, b.folder) || names.compare(itemName(a), itemName(b)),
  );
}

/**
 * The last number of a name before its ending is the frame. Numbers with leading zeros are of one
 * sequence when they are equally long, others when they have none.
 */
function splitName(
  name: string,
): { before: string; number: number; after: string; padding: number } | undefined {
  const dot = name.lastIndexOf('.');
  // An ending of digits alone is a frame number: `shot.0001`.
  const hasEnding = dot > 0 && !/^\.\d+$/.test(name.slice(dot));
  const stem = hasEnding ? name.slice(0, dot) : name;
  const match = FRAME.exec(stem);
  if (!match) return undefined;
  const [, before = '', digits = '', rest = ''] = match;
  // FRAME takes the shortest beginning: digits that follow each other stay together.
  const padding = digits.startsWith('0') && digits.length > 1 ? digits.length : 0;
  const after = rest + (hasEnding ? name.slice(dot) : '');
  return { before, number: Number(digits), after, padding: paddingClass(digits, padding) };
}

/** `0099` and `0100` belong together, `99` and `100` as well. */
function paddingClass(digits: string, padding: number): number {
  if (padding > 0) return padding;
  return digits.length >= 4 ? digits.length : 0;
}

function single(file: Found, folder: string): Single {
  return { kind: 'single', key: `${file.root} ${file.path}`, folder, file };
}

/** `beauty.[1–240].png`, or the name. */
export function itemName(item: Item): string {
  if (item.kind === 'single') return item.file.path.slice(item.file.path.lastIndexOf('/') + 1);
  const first = item.frames[0]?.number ?? 0;
  const last = item.frames.at(-1)?.number ?? 0;
  return `${item.before}[${first}–${last}]${item.after}`;
}

export function filesOf(item: Item): readonly Found[] {
  return item.kind === 'single' ? [item.file] : item.frames.map((frame) => frame.file);
}

const PICTURE = /\.(?:png|jpe?g|webp|svg)$/i;

export function isPicture(path: string): boolean {
  return PICTURE.test(path);
}
