import { isUtf8 } from 'node:buffer';

/**
 * Text of bytes as a program wrote them. Bytes that are not UTF-8 show as `\xNN`, one each, so that
 * nothing is lost and the code page they came from can still be recognised.
 */
export function decodeBytes(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : decodeWithEscapes(bytes);
}

function decodeWithEscapes(bytes: Buffer): string {
  const parts: string[] = [];
  let validFrom = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (at > validFrom) parts.push(bytes.toString('utf8', validFrom, at));
    parts.push(`\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`);
    at++;
    validFrom = at;
  }
  if (at > validFrom) parts.push(bytes.toString('utf8', validFrom, at));
  return parts.join('');
}

/** Length of the well-formed UTF-8 sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return 0;
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

/** The largest cut at or before `length` that does not divide a character. */
export function characterBoundary(bytes: Buffer, length: number): number {
  for (let cut = length; cut > length - 4 && cut > 0; cut--) {
    if (((bytes[cut] ?? 0) & 0xc0) !== 0x80) return cut;
  }
  return length;
}
