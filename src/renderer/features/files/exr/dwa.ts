import type { ExrHeader } from '../../../../shared/picture/exr-header.ts';
import { type Chunk, SIZES } from './chunks.ts';
import { type DwaParts, placeChannels } from './dwa-place.ts';
import { type Plan, planOf, readRules } from './dwa-plan.ts';
import { unpackHuffman } from './huffman.ts';
import { inflate, restore, runs } from './packing.ts';

const FIELDS = 11;
const HUFFMAN = 0;

/** What stands at the beginning of a chunk: sizes of its parts, stored and unpacked. */
interface Head {
  readonly wholeSize: number;
  readonly wholeStored: number;
  readonly acStored: number;
  readonly dcStored: number;
  readonly runStored: number;
  readonly runPacked: number;
  readonly runSize: number;
  readonly acCount: number;
  readonly dcCount: number;
  readonly acPacking: number;
}

/**
 * DWAA and DWAB: colours as frequencies of cosines with losses, alpha as runs, everything else whole. Each chunk says
 * how large its parts are and which channels they hold; everything is held against what the chunk can have.
 */
export async function unpackDwa(chunk: Chunk, { channels }: ExrHeader): Promise<Uint8Array> {
  const { stored, width } = chunk;
  const head = readHead(stored);
  const { rules, end } = readRules(stored, FIELDS * 8);
  const plans = planOf(channels, rules, width);
  refuseGrown(head, plans, chunk);
  return placeChannels(chunk, plans, await readParts(stored, end, head));
}

function readHead(stored: Uint8Array): Head {
  if (stored.length < FIELDS * 8 + 2) throw new Error('cut');
  const data = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const field = (index: number) => Number(data.getBigUint64(index * 8, true));
  if (field(0) < 2) throw new Error('compression');
  return {
    wholeSize: field(1),
    wholeStored: field(2),
    acStored: field(3),
    dcStored: field(4),
    runStored: field(5),
    runPacked: field(6),
    runSize: field(7),
    acCount: field(8),
    dcCount: field(9),
    acPacking: field(10),
  };
}

/** No part is larger than what the channels stored in it can have. */
function refuseGrown(head: Head, plans: readonly Plan[], { width, height }: Chunk): void {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const those = (scheme: Plan['scheme']) => plans.filter((plan) => plan.scheme === scheme);
  const sizeOf = (scheme: Plan['scheme']) =>
    those(scheme).reduce((sum, { channel }) => sum + width * height * SIZES[channel.type], 0);
  if (
    head.dcCount !== blocks * those('cosines').length ||
    head.acCount > head.dcCount * 63 ||
    head.wholeSize !== sizeOf('whole') ||
    head.runSize !== sizeOf('runs') ||
    head.runPacked > head.runSize * 2 + 16
  )
    throw new Error('grown');
}

async function readParts(
  stored: Uint8Array<ArrayBuffer>,
  begin: number,
  head: Head,
): Promise<DwaParts> {
  let at = begin;
  const part = (size: number) => {
    if (!(size >= 0) || at + size > stored.length) throw new Error('cut');
    at += size;
    return stored.subarray(at - size, at);
  };
  const whole = await unpacked(part(head.wholeStored), head.wholeSize);
  const ac = part(head.acStored);
  const others =
    head.acPacking === HUFFMAN
      ? unpackHuffman(ac, head.acStored === 0 ? 0 : head.acCount)
      : numbers(await unpacked(ac, head.acCount * 2));
  const means = numbers(restore(await unpacked(part(head.dcStored), head.dcCount * 2)));
  const packed = await unpacked(part(head.runStored), head.runStored === 0 ? 0 : head.runPacked);
  return {
    whole,
    means,
    others,
    runs: head.runSize === 0 ? new Uint8Array() : runs(packed, head.runSize),
  };
}

function unpacked(stored: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  return size === 0 ? Promise.resolve(new Uint8Array()) : inflate(stored, size);
}

function numbers(bytes: Uint8Array): Uint16Array {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, i) => data.getUint16(i * 2, true));
}
