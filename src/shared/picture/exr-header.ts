/** What the header of an OpenEXR file says, read and checked before anything of its pixels is. */
export interface ExrHeader {
  readonly width: number;
  readonly height: number;
  /** The data window's first column and line: chunks are numbered by lines from here. */
  readonly left: number;
  readonly top: number;
  readonly compression: ExrCompression;
  readonly channels: readonly ExrChannel[];
  /** Size of a tile; undefined for a file of scan lines. */
  readonly tile: { readonly width: number; readonly height: number } | undefined;
  /** Which of several parts this is; undefined in a file of one. */
  readonly part: number | undefined;
  /** Where the table of offsets begins. */
  readonly end: number;
}

export interface ExrChannel {
  readonly name: string;
  readonly type: 'uint' | 'half' | 'float';
  /** Seen in equal steps: some compressions store such a channel in another way. */
  readonly logarithmic: boolean;
}

const COMPRESSIONS = [
  'none',
  'rle',
  'zips',
  'zip',
  'piz',
  'pxr24',
  'b44',
  'b44a',
  'dwaa',
  'dwab',
] as const;
export type ExrCompression = (typeof COMPRESSIONS)[number];

const TYPES = ['uint', 'half', 'float'] as const;
/** Pixels of one picture at most: each takes six bytes while it is decoded. */
export const EXR_PIXELS = 40_000_000;

const MAGIC = 20_000_630;
const MAX_ATTRIBUTES = 1000;
const MAX_NAME = 255;
const MAX_CHANNELS = 1024;

/** True when the bytes begin as every OpenEXR file does. */
export function isExr(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && view(bytes).getUint32(0, true) === MAGIC;
}

/**
 * Reads the header of the first part of a file that is a picture, of scan lines or tiles.
 *
 * @returns what is wrong with it, in words, where it cannot be shown.
 */
export function readExrHeader(bytes: Uint8Array): ExrHeader | string {
  try {
    return read(bytes);
  } catch (error) {
    // Every read is checked against the end of the bytes: what leads beyond it is damage.
    return error instanceof Refusal ? error.message : 'its header is damaged';
  }
}

class Refusal extends Error {}

function read(bytes: Uint8Array): ExrHeader {
  if (!isExr(bytes)) throw new Refusal('it does not begin as an OpenEXR file does');
  const data = view(bytes);
  const version = data.getUint32(4, true);
  if ((version & 0xff) !== 2) throw new Refusal('its version of OpenEXR is not known');
  const parts: Part[] = [];
  let at = 8;
  const several = (version & SEVERAL) !== 0;
  for (;;) {
    const part = attributesFrom(bytes, data, at);
    at = part.end;
    // Behind the last of several headers stands an empty one.
    if (several && part.attributes.size === 0) break;
    parts.push(part);
    if (!several) break;
    if (parts.length > MAX_PARTS) throw new Refusal('its header is damaged');
  }
  let table = at;
  for (const [index, part] of parts.entries()) {
    const type = several ? typeOf(bytes, part) : (version & TILED) !== 0 ? TILES : LINES;
    const isDeep = several ? type !== TILES && type !== LINES : (version & DEEP) !== 0;
    if (!isDeep)
      return {
        ...headerOf(bytes, data, part, type === TILES),
        part: several ? index : undefined,
        end: table,
      };
    if (several) table += data.getInt32(place(part, 'chunkCount'), true) * 8;
    if (table < at) throw new Refusal('its header is damaged');
  }
  throw new Refusal('it holds deep data alone');
}

const SEVERAL = 0x1000;
const DEEP = 0x800;
const TILED = 0x200;
const MAX_PARTS = 1000;
const LINES = 'scanlineimage';
const TILES = 'tiledimage';

/** Where the attributes of one part lie. */
interface Part {
  readonly attributes: ReadonlyMap<string, { readonly at: number; readonly size: number }>;
  readonly end: number;
}

function nameFrom(bytes: Uint8Array, data: DataView, from: number): string {
  let at = from;
  while (at - from <= MAX_NAME && data.getUint8(at) !== 0) at++;
  if (at - from > MAX_NAME) throw new Refusal('its header is damaged');
  return String.fromCharCode(...bytes.subarray(from, at));
}

function attributesFrom(bytes: Uint8Array, data: DataView, from: number): Part {
  const attributes = new Map<string, { at: number; size: number }>();
  let at = from;
  for (let count = 0; ; count++) {
    const key = nameFrom(bytes, data, at);
    at += key.length + 1;
    if (key === '') return { attributes, end: at };
    if (count >= MAX_ATTRIBUTES) throw new Refusal('its header is damaged');
    at += nameFrom(bytes, data, at).length + 1;
    const size = data.getUint32(at, true);
    at += 4;
    if (size > bytes.length - at) throw new Refusal('its header is damaged');
    attributes.set(key, { at, size });
    at += size;
  }
}

function place({ attributes }: Part, key: string): number {
  const found = attributes.get(key);
  if (found === undefined) throw new Refusal(`its header has no ${key}`);
  return found.at;
}

function typeOf(bytes: Uint8Array, part: Part): string {
  const from = place(part, 'type');
  const size = Math.min(part.attributes.get('type')?.size ?? 0, MAX_NAME);
  return String.fromCharCode(...bytes.subarray(from, from + size)).replace(/\0.*$/, '');
}

function headerOf(
  bytes: Uint8Array,
  data: DataView,
  part: Part,
  tiled: boolean,
): Omit<ExrHeader, 'part' | 'end'> {
  const window = place(part, 'dataWindow');
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((offset) =>
    data.getInt32(window + offset, true),
  );
  const compression = COMPRESSIONS[data.getUint8(place(part, 'compression'))];
  if (!compression) throw new Refusal('its compression is not known');
  let tile: ExrHeader['tile'];
  if (tiled) {
    const tiles = place(part, 'tiles');
    if ((data.getUint8(tiles + 8) & 0xf) === 2) throw new Refusal('its tiles have ripmap levels');
    tile = { width: data.getUint32(tiles, true), height: data.getUint32(tiles + 4, true) };
    if (tile.width === 0 || tile.height === 0) throw new Refusal('its header is damaged');
  }
  return {
    width: right - left + 1,
    height: bottom - top + 1,
    left,
    top,
    compression,
    channels: channelsFrom(bytes, data, place(part, 'channels')),
    tile,
  };
}

function channelsFrom(bytes: Uint8Array, data: DataView, from: number): ExrChannel[] {
  const channels: ExrChannel[] = [];
  for (let at = from; ; at += 16) {
    const name = nameFrom(bytes, data, at);
    if (name === '') return channels;
    at += name.length + 1;
    const type = TYPES[data.getUint32(at, true)];
    const sampled = data.getInt32(at + 8, true) !== 1 || data.getInt32(at + 12, true) !== 1;
    if (!type || channels.length >= MAX_CHANNELS) throw new Refusal('its header is damaged');
    if (sampled) throw new Refusal(`its channel ${name} has fewer samples than pixels`);
    channels.push({ name, type, logarithmic: data.getUint8(at + 4) === 1 });
  }
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
