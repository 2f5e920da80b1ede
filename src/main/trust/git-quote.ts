const ESCAPES = new Map<number, string>([
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
]);

/**
 * A path as git lists it by default (`core.quotePath` on): plain where it is printable ASCII, otherwise in double
 * quotes with C escapes, and each byte beyond ASCII as three octal digits.
 */
export function gitQuoted(path: Buffer): string {
  let quoted = '';
  let plain = true;
  for (const byte of path) {
    const named = ESCAPES.get(byte);
    if (named !== undefined) quoted += named;
    else if (byte < 0x20 || byte > 0x7e) quoted += `\\${byte.toString(8).padStart(3, '0')}`;
    else {
      quoted += String.fromCharCode(byte);
      continue;
    }
    plain = false;
  }
  return plain ? quoted : `"${quoted}"`;
}
