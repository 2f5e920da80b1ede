/** Numbers of 16 bits as OpenEXR stores them, and back. */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The 16 bits nearest to a number; what is too large becomes infinite. */
export function toHalf(value: number): number {
  float[0] = value;
  const all = bits[0] ?? 0;
  const sign = (all >>> 16) & 0x8000;
  const rest = all & 0x7fffffff;
  if (rest > 0x7f800000) return sign | 0x7e00;
  if (rest >= 0x47800000) return sign | 0x7c00;
  if (rest >= 0x38800000) return sign + ((rest - 0x38000000 + 0xfff + ((rest >>> 13) & 1)) >>> 13);
  return sign | Math.round(Math.abs(value) * 2 ** 24);
}

let table: Float32Array | undefined;

/** Every 16 bits as the number they stand for. */
export function halfTable(): Float32Array {
  if (table) return table;
  table = new Float32Array(65_536);
  for (let half = 0; half < 65_536; half++) {
    const exponent = (half >>> 10) & 31;
    const fraction = half & 1023;
    const size =
      exponent === 31
        ? fraction === 0
          ? Number.POSITIVE_INFINITY
          : Number.NaN
        : exponent === 0
          ? fraction * 2 ** -24
          : (1 + fraction / 1024) * 2 ** (exponent - 15);
    table[half] = half < 0x8000 ? size : -size;
  }
  return table;
}
