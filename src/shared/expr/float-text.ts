/**
 * A finite float as Python's `repr` prints it (§1.3.4): the shortest digits that read back as the same
 * number, an exponent of at least two digits below 1e-4 and from 1e16 on, and always a sign of being a
 * float (`1.0`, `1e+16`).
 */
export function floatToText(value: number): string {
  if (value === 0) return '0.0';
  const sign = value < 0 ? '-' : '';
  const [mantissa = '', power = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const width = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${width}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

const FLOAT_TEXT = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/** A float in decimal notation; undefined when the text is none (also `inf`, `nan`). */
export function parseFloatText(text: string): number | undefined {
  const trimmed = text.trim();
  return FLOAT_TEXT.test(trimmed) ? Number(trimmed) : undefined;
}
