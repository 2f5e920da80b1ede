/** Lengths of codes that stand for runs of symbols without one. */
const SHORT_RUN = 59;
const LONG_RUN = 63;
const LONG_RUN_LEAST = 6;
const LONGEST = 50;
/** Codes up to so many bits are found at once. */
const QUICK = 12;
const SYMBOLS = 65_537;

/** Bits from the highest of each byte on. */
class Bits {
  #at = 0;
  readonly #bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array, from: number, end = bytes.length * 8) {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = Math.min(end, bytes.length * 8);
  }

  get at(): number {
    return this.#at;
  }

  /** Up to 16 bits that come next, with zeros behind the end. */
  peek(count: number): number {
    const byte = this.#at >> 3;
    const word =
      ((this.#bytes[byte] ?? 0) << 16) |
      ((this.#bytes[byte + 1] ?? 0) << 8) |
      (this.#bytes[byte + 2] ?? 0);
    return (word >> (24 - (this.#at & 7) - count)) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#at += count;
    if (this.#at > this.#end) throw new Error('cut');
  }

  take(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }
}

/**
 * Values of 16 bits in the Huffman code of OpenEXR, whose longest codes are the lowest numbers; one symbol says how
 * often the value before it comes again.
 */
export function unpackHuffman(bytes: Uint8Array, count: number): Uint16Array {
  const out = new Uint16Array(count);
  if (count === 0) return out;
  if (bytes.length < 20) throw new Error('cut');
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [least, most, length] = [0, 4, 12].map((at) => data.getUint32(at, true)) as [
    number,
    number,
    number,
  ];
  if (least >= SYMBOLS || most >= SYMBOLS || least > most) throw new Error('cut');
  const table = new Bits(bytes, 20 * 8);
  const decode = decoder(lengths(table, least, most));
  // The codes begin with a byte of their own.
  const begin = Math.ceil(table.at / 8) * 8;
  const bits = new Bits(bytes, begin, begin + length);
  for (let at = 0; at < count; ) {
    const symbol = decode(bits);
    if (symbol !== most) {
      out[at++] = symbol;
      continue;
    }
    const times = bits.take(8);
    if (at === 0 || at + times > count) throw new Error('grown');
    out.fill(out[at - 1] ?? 0, at, at + times);
    at += times;
    if (times === 0) throw new Error('cut');
  }
  return out;
}

function lengths(table: Bits, least: number, most: number): Uint8Array {
  const found = new Uint8Array(most + 1);
  for (let symbol = least; symbol <= most; ) {
    const length = table.take(6);
    if (length < SHORT_RUN) found[symbol++] = length;
    else symbol += length === LONG_RUN ? table.take(8) + LONG_RUN_LEAST : length - SHORT_RUN + 2;
    if (symbol > most + 1) throw new Error('grown');
  }
  return found;
}

function decoder(codes: Uint8Array): (bits: Bits) => number {
  const counts = new Array<number>(SHORT_RUN).fill(0);
  for (const length of codes) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  const first = new Array<number>(SHORT_RUN).fill(0);
  for (let length = SHORT_RUN - 1, code = 0; length > 0; length--) {
    first[length] = code;
    code = Math.floor((code + (counts[length] ?? 0)) / 2);
  }
  // Symbols of each length, in their order.
  const starts = new Array<number>(SHORT_RUN).fill(0);
  for (let length = 1, start = 0; length < SHORT_RUN; length++) {
    starts[length] = start;
    start += counts[length] ?? 0;
  }
  const next = [...starts];
  const symbols = new Uint32Array(counts.reduce((sum, one) => sum + one, 0));
  const quick = new Int32Array(1 << QUICK).fill(-1);
  for (let symbol = 0; symbol < codes.length; symbol++) {
    const length = codes[symbol] ?? 0;
    if (length === 0) continue;
    const place = next[length] ?? 0;
    next[length] = place + 1;
    symbols[place] = symbol;
    if (length > QUICK) continue;
    const code = (first[length] ?? 0) + place - (starts[length] ?? 0);
    const spare = QUICK - length;
    quick.fill((length << 20) | symbol, code << spare, (code + 1) << spare);
  }
  return (bits) => {
    const found = quick[bits.peek(QUICK)] ?? -1;
    if (found >= 0) {
      bits.skip(found >> 20);
      return found & 0xfffff;
    }
    let code = bits.take(QUICK);
    for (let length = QUICK + 1; length <= LONGEST; length++) {
      code = code * 2 + bits.take(1);
      const at = code - (first[length] ?? 0);
      if (at >= 0 && at < (counts[length] ?? 0)) return symbols[(starts[length] ?? 0) + at] ?? 0;
    }
    throw new Error('cut');
  };
}
