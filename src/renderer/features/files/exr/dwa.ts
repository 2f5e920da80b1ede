import type { ExrChannel, ExrHeader } from '../../../../shared/picture/exr-header.ts';
import { type Chunk, SIZES } from './chunks.ts';
import { fromCosines } from './cosines.ts';
import { halfTable } from './half.ts';
import { unpackHuffman } from './huffman.ts';
import { inflate, restore, runs } from './packing.ts';

const FIELDS = 11;
const HUFFMAN = 0;

/** How the channels of a kind are stored. */
const SCHEMES = ['whole', 'cosines', 'runs'] as const;

interface Rule {
  readonly suffix: string;
  readonly type: number;
  readonly scheme: (typeof SCHEMES)[number];
  /** Red, green or blue, where three channels are stored together. */
  readonly color: number;
  readonly anyCase: boolean;
}

interface Plan {
  readonly channel: ExrChannel;
  readonly prefix: string;
  readonly rule: Rule | undefined;
  /** Bytes from the beginning of a line. */
  readonly start: number;
}

/**
 * DWAA and DWAB: colours as frequencies of cosines with losses, alpha as runs, everything else whole. Each chunk says
 * how large its parts are and which channels they hold; everything is held against what the chunk can have.
 */
export async function unpackDwa(chunk: Chunk, { channels }: ExrHeader): Promise<Uint8Array> {
  const { stored, width, height } = chunk;
  if (stored.length < FIELDS * 8 + 2) throw new Error('cut');
  const data = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const fields = Array.from({ length: FIELDS }, (_, i) => Number(data.getBigUint64(i * 8, true)));
  const [version, wholeSize, wholeStored, acStored, dcStored, runStored, runPacked, runSize] =
    fields as [number, number, number, number, number, number, number, number];
  const [acCount, dcCount, acPacking] = fields.slice(8) as [number, number, number];
  if (version < 2) throw new Error('compression');
  const { rules, end } = readRules(stored, data);
  const plans = planOf(channels, rules, width);
  const pixels = width * height;
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const sizeOf = (scheme: Rule['scheme']) =>
    plans
      .filter(({ rule }) => (rule?.scheme ?? 'whole') === scheme)
      .reduce((sum, { channel }) => sum + pixels * SIZES[channel.type], 0);
  const cosines = plans.filter(({ rule }) => rule?.scheme === 'cosines');
  if (
    dcCount !== blocks * cosines.length ||
    acCount > dcCount * 63 ||
    wholeSize !== sizeOf('whole') ||
    runSize !== sizeOf('runs') ||
    runPacked > runSize * 2 + 16
  )
    throw new Error('grown');
  let at = end;
  const part = (size: number) => {
    if (!(size >= 0) || at + size > stored.length) throw new Error('cut');
    at += size;
    return stored.subarray(at - size, at);
  };
  const whole = await unpacked(part(wholeStored), wholeSize);
  const ac = part(acStored);
  const others =
    acPacking === HUFFMAN
      ? unpackHuffman(ac, acStored === 0 ? 0 : acCount)
      : numbers(await unpacked(ac, acCount * 2));
  const means = numbers(restore(await unpacked(part(dcStored), dcCount * 2)));
  const packedRuns = await unpacked(part(runStored), runStored === 0 ? 0 : runPacked);
  const bytesOfRuns = runSize === 0 ? new Uint8Array() : runs(packedRuns, runSize);

  const out = new Uint8Array(chunk.bytes);
  const target = new DataView(out.buffer);
  const lineBytes = chunk.bytes / height;
  const frequencies = { means, others, meansAt: 0, othersAt: 0 };
  const put = ({ channel, start }: Plan, plane: Uint16Array) => {
    const values = halfTable();
    for (let i = 0; i < pixels; i++) {
      const place = Math.floor(i / width) * lineBytes + start + (i % width) * SIZES[channel.type];
      if (channel.type === 'half') target.setUint16(place, plane[i] ?? 0, true);
      else target.setFloat32(place, values[plane[i] ?? 0] ?? 0, true);
    }
  };
  const together = colours(cosines);
  for (const three of together) {
    const planes = three.map(() => new Uint16Array(pixels));
    fromCosines(frequencies, planes, width, height, false);
    for (const [i, plan] of three.entries()) put(plan, planes[i] ?? new Uint16Array());
  }
  for (const plan of cosines.filter((one) => !together.some((three) => three.includes(one)))) {
    const plane = new Uint16Array(pixels);
    fromCosines(frequencies, [plane], width, height, plan.channel.logarithmic);
    put(plan, plane);
  }
  let wholeAt = 0;
  let runsAt = 0;
  for (const { channel, rule, start } of plans) {
    const size = SIZES[channel.type];
    if (rule?.scheme === 'cosines') continue;
    if (rule?.scheme === 'runs') {
      // The lowest bytes of all values come first, then the next ones.
      for (let byte = 0; byte < size; byte++)
        for (let i = 0; i < pixels; i++)
          out[Math.floor(i / width) * lineBytes + start + (i % width) * size + byte] =
            bytesOfRuns[runsAt++] ?? 0;
      continue;
    }
    for (let y = 0; y < height; y++, wholeAt += width * size)
      out.set(whole.subarray(wholeAt, wholeAt + width * size), y * lineBytes + start);
  }
  return out;
}

function readRules(
  stored: Uint8Array,
  data: DataView,
): { readonly rules: readonly Rule[]; readonly end: number } {
  let at = FIELDS * 8;
  const end = at + data.getUint16(at, true);
  if (end > stored.length) throw new Error('cut');
  const rules: Rule[] = [];
  for (at += 2; at < end; ) {
    const from = at;
    while (at < end && stored[at] !== 0) at++;
    const value = data.getUint8(at + 1);
    rules.push({
      suffix: String.fromCharCode(...stored.subarray(from, at)),
      type: data.getUint8(at + 2),
      scheme: SCHEMES[(value >> 2) & 3] ?? 'whole',
      color: (value >> 4) - 1,
      anyCase: (value & 1) !== 0,
    });
    at += 3;
  }
  return { rules, end };
}

const TYPE_NUMBERS = { uint: 0, half: 1, float: 2 } as const;

function planOf(
  channels: readonly ExrChannel[],
  rules: readonly Rule[],
  width: number,
): readonly Plan[] {
  let start = 0;
  return channels.map((channel) => {
    const dot = channel.name.lastIndexOf('.');
    const suffix = channel.name.slice(dot + 1);
    const rule = rules.find(
      (one) =>
        one.type === TYPE_NUMBERS[channel.type] &&
        (one.anyCase ? one.suffix.toLowerCase() === suffix.toLowerCase() : one.suffix === suffix),
    );
    const plan = { channel, prefix: channel.name.slice(0, dot + 1), rule, start };
    start += width * SIZES[channel.type];
    return plan;
  });
}

/** Red, green and blue of each layer that has all three. */
function colours(plans: readonly Plan[]): readonly Plan[][] {
  return [...new Set(plans.map(({ prefix }) => prefix))].flatMap((prefix) => {
    const three = [0, 1, 2].flatMap(
      (color) => plans.find((plan) => plan.prefix === prefix && plan.rule?.color === color) ?? [],
    );
    return three.length === 3 ? [three] : [];
  });
}

function unpacked(stored: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  return size === 0 ? Promise.resolve(new Uint8Array()) : inflate(stored, size);
}

function numbers(bytes: Uint8Array): Uint16Array {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, i) => data.getUint16(i * 2, true));
}
