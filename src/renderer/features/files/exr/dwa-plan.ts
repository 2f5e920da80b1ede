import type { ExrChannel } from '../../../../shared/picture/exr-header.ts';
import { SIZES } from './chunks.ts';

/** How the channels of a kind are stored. */
const SCHEMES = ['whole', 'cosines', 'runs'] as const;
type Scheme = (typeof SCHEMES)[number];

/** Which channels are stored how, as a chunk says it. */
interface Rule {
  readonly suffix: string;
  readonly type: number;
  readonly scheme: Scheme;
  /** Red, green or blue, where three channels are stored together. */
  readonly color: number;
  readonly anyCase: boolean;
}

/** A channel with how it is stored and where it goes. */
export interface Plan {
  readonly channel: ExrChannel;
  readonly prefix: string;
  readonly scheme: Scheme;
  readonly color: number;
  /** Bytes from the beginning of a line. */
  readonly start: number;
}

/** The rules that stand in a chunk behind its head, and where they end. */
export function readRules(
  stored: Uint8Array,
  begin: number,
): { readonly rules: readonly Rule[]; readonly end: number } {
  const data = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  let at = begin;
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

/** What the rules say of each channel, in the order of the file. */
export function planOf(
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
    const plan = {
      channel,
      prefix: channel.name.slice(0, dot + 1),
      scheme: rule?.scheme ?? 'whole',
      color: rule?.color ?? -1,
      start,
    };
    start += width * SIZES[channel.type];
    return plan;
  });
}

/** Red, green and blue of each layer that has all three. */
export function colours(plans: readonly Plan[]): readonly Plan[][] {
  return [...new Set(plans.map(({ prefix }) => prefix))].flatMap((prefix) => {
    const three = [0, 1, 2].flatMap(
      (color) => plans.find((plan) => plan.prefix === prefix && plan.color === color) ?? [],
    );
    return three.length === 3 ? [three] : [];
  });
}
