/** zlib, by the browser's own decoder. */
export async function inflate(
  stored: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(most);
  let at = 0;
  const reader = new Blob([stored])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader();
  for (;;) {
    // What is no zlib data ends here.
    const { value, done } = await reader.read().catch(() => {
      throw new Error('cut');
    });
    if (done) break;
    if (at + value.length > most) {
      await reader.cancel();
      throw new Error('grown');
    }
    out.set(value, at);
    at += value.length;
  }
  if (at !== most) throw new Error('cut');
  return out;
}

/** Runs of bytes: a negative length copies, any other repeats. */
export function runs(stored: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  let at = 0;
  for (let from = 0; from < stored.length; ) {
    const length = ((stored[from++] ?? 0) << 24) >> 24;
    const count = length < 0 ? -length : length + 1;
    if (at + count > bytes) throw new Error('grown');
    if (length < 0) {
      if (from + count > stored.length) throw new Error('cut');
      out.set(stored.subarray(from, from + count), at);
      from += count;
    } else out.fill(stored[from++] ?? 0, at, at + count);
    at += count;
  }
  if (at !== bytes) throw new Error('cut');
  return out;
}

/** Takes back what was done before compressing: differences of bytes, low and high ones apart. */
export function restore(packed: Uint8Array): Uint8Array {
  for (let i = 1; i < packed.length; i++) packed[i] = (packed[i - 1] ?? 0) + (packed[i] ?? 0) - 128;
  const out = new Uint8Array(packed.length);
  const half = (packed.length + 1) >> 1;
  for (let i = 0; i < packed.length; i++)
    out[i] = packed[(i & 1) === 0 ? i >> 1 : half + (i >> 1)] ?? 0;
  return out;
}
