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
  /** In order of their numbers; one by itself where tasks wrote none of the others. */
  readonly frames: readonly Frame[];
}

interface Single {
  readonly kind: 'single';
  readonly key: string;
  readonly folder: string;
  readonly file: Found;
}

export type Item = Sequence | Single;

/** The beginning is as short as it can be: digits that follow each other stay together. */
const FRAME = /^(.*?)(\d{1,9})(\D*)$/s;

interface Named {
  readonly file: Found;
  readonly digits: string;
}

/** Groups files by their names. Sequences and files stand in the order of folders and names. */
export function groupFiles(files: readonly Found[]): Item[] {
  const groups = new Map<
    string,
    { folder: string; before: string; after: string; named: Named[] }
  >();
  const items: Item[] = [];
  for (const file of files) {
    const at = file.path.lastIndexOf('/');
    const folder = at < 0 ? '' : file.path.slice(0, at);
    const parts = file.kind === 'file' ? splitName(file.path.slice(at + 1)) : undefined;
    if (!parts) {
      items.push(single(file, folder));
      continue;
    }
    const { before, digits, after } = parts;
    const key = JSON.stringify([file.root, folder, before, after]);
    let group = groups.get(key);
    if (!group) {
      group = { folder, before, after, named: [] };
      groups.set(key, group);
    }
    group.named.push({ file, digits });
  }
  for (const [key, { named, ...group }] of groups)
    for (const [width, members] of byWidth(named)) {
      const [first] = members;
      if (members.length === 1 && first) items.push(single(first.file, group.folder));
      else
        items.push({
          kind: 'sequence',
          key: `${key} ${width}`,
          ...group,
          frames: members
            .map(({ file, digits }) => ({ number: Number(digits), file }))
            .sort((a, b) => a.number - b.number),
        });
    }
  const names = new Intl.Collator('en', { numeric: true });
  const path = (item: Item) => filesOf(item)[0]?.path ?? '';
  return items.sort((a, b) => names.compare(a.folder, b.folder) || names.compare(path(a), path(b)));
}

/**
 * Frames of one width belong together: `0099` and `0100`, `99` and `100`. A number that has outgrown the
 * only width there is stays with it: `9999` and `10000`.
 */
function byWidth(named: readonly Named[]): Map<number, Named[]> {
  const isPadded = ({ digits }: Named) => digits.length > 1 && digits.startsWith('0');
  const widths = new Set(named.filter(isPadded).map(({ digits }) => digits.length));
  const [only] = widths;
  const groups = new Map<number, Named[]>();
  for (const one of named) {
    const { length } = one.digits;
    const width = widths.has(length)
      ? length
      : widths.size === 1 && only !== undefined && length > only
        ? only
        : 0;
    const members = groups.get(width);
    if (members) members.push(one);
    else groups.set(width, [one]);
  }
  return groups;
}

/** A file by itself as the one frame of a sequence that has no others; undefined without a number in its name. */
export function asSequence(item: Single): Sequence | undefined {
  const { file, folder, key } = item;
  const parts = file.kind === 'file' ? splitName(itemName(item)) : undefined;
  if (!parts) return undefined;
  const { before, digits, after } = parts;
  const frames = [{ number: Number(digits), file }];
  return { kind: 'sequence', key, folder, before, after, frames };
}

/** The last number of a name before its ending is the frame. */
function splitName(name: string): { before: string; digits: string; after: string } | undefined {
  const dot = name.lastIndexOf('.');
  // An ending of digits alone is a frame number: `shot.0001`.
  const hasEnding = dot > 0 && !/^\.\d+$/.test(name.slice(dot));
  const match = FRAME.exec(hasEnding ? name.slice(0, dot) : name);
  if (!match) return undefined;
  const [, before = '', digits = '', rest = ''] = match;
  return { before, digits, after: rest + (hasEnding ? name.slice(dot) : '') };
}

function single(file: Found, folder: string): Single {
  return { kind: 'single', key: `${file.root} ${file.path}`, folder, file };
}

function baseName({ path }: Found): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `beauty.[1–240].png`, or the name. */
export function itemName(item: Item): string {
  if (item.kind === 'single') return baseName(item.file);
  const first = item.frames[0]?.number ?? 0;
  const last = item.frames.at(-1)?.number ?? 0;
  // A frame by itself keeps the name that it has on the disk.
  if (item.frames.length === 1 && item.frames[0]) return baseName(item.frames[0].file);
  return `${item.before}[${first}–${last}]${item.after}`;
}

export function filesOf(item: Item): readonly Found[] {
  return item.kind === 'single' ? [item.file] : item.frames.map((frame) => frame.file);
}

const PICTURE = /\.(?:png|jpe?g|webp|svg|exr)$/i;

export function isPicture(path: string): boolean {
  return PICTURE.test(path);
}
