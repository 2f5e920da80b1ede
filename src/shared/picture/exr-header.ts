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
  /** Where the table of offsets begins. */
  readonly end: number;
}

export interface ExrChannel {
  readonly name: string;
  readonly type: 'uint' | 'half' | 'float';
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
/** Flags of the version field beyond tiles (0x200) and long names (0x400): deep data, several parts. */
const UNREAD = 0x1800;

/** True when the bytes begin as every OpenEXR file does. */
export function isExr(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && view(bytes).getUint32(0, true) === MAGIC;
}

/**
 * Reads the header of a file with one part, of scan lines or tiles.
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
  if ((version & UNREAD) !== 0) throw new Refusal('it holds several parts or deep data');
  let at = 8;
  const name = () => {
    const from = at;
    while (at - from <= MAX_NAME && data.getUint8(at) !== 0) at++;
    if (at - from > MAX_NAME) throw new Refusal('its header is damaged');
    return String.fromCharCode(...bytes.subarray(from, at++));
  };
  const attributes = new Map<string, number>();
  for (let count = 0; ; count++) {
    const key = name();
    if (key === '') break;
    if (count >= MAX_ATTRIBUTES) throw new Refusal('its header is damaged');
    name();
    const size = data.getUint32(at, true);
    at += 4;
    attributes.set(key, at);
    if (size > bytes.length - at) throw new Refusal('its header is damaged');
    at += size;
  }
  const end = at;
  const place = (key: string) => {
    const found = attributes.get(key);
    if (found === undefined) throw new Refusal(`its header has no ${key}`);
    return found;
  };
  const window = place('dataWindow');
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((offset) =>
    data.getInt32(window + offset, true),
  );
  const compression = COMPRESSIONS[data.getUint8(place('compression'))];
  if (!compression) throw new Refusal('its compression is not known');
  const channels: ExrChannel[] = [];
  at = place('channels');
  for (let channel = name(); channel !== ''; channel = name()) {
    const type = TYPES[data.getUint32(at, true)];
    const sampled = data.getInt32(at + 8, true) !== 1 || data.getInt32(at + 12, true) !== 1;
    if (!type || channels.length >= MAX_CHANNELS) throw new Refusal('its header is damaged');
    if (sampled) throw new Refusal(`its channel ${channel} has fewer samples than pixels`);
    channels.push({ name: channel, type });
    at += 16;
  }
  let tile: ExrHeader['tile'];
  if ((version & 0x200) !== 0) {
    const tiles = place('tiles');
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
    channels,
    tile,
    end,
  };
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
