/** What a document may cost. The specification names none of these; they are ours and documented. */
export const DOCUMENT_LIMITS = {
  /** Bytes of UTF-8; checked before anything is parsed. */
  bytes: 4 * 1024 * 1024,
  /** Collections inside each other. */
  depth: 128,
  /** Nodes that aliases may add to a document, all of them together. */
  aliasedNodes: 100_000,
} as const;

/** Length of a text in UTF-8, counted only as far as `limit` needs. */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      bytes += 4;
      i++;
    } else bytes += 3;
    if (bytes > limit) return true;
  }
  return false;
}
