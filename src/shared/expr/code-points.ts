const SURROGATE = /[\ud800-\udfff]/;

/** Whether every character of a text is one UTF-16 code unit: then offsets need no conversion. */
export function isBasic(text: string): boolean {
  return !SURROGATE.test(text);
}

/** The number of code points, which is what the language calls a length (§2.2.1). */
export function codePointLength(text: string): number {
  if (isBasic(text)) return text.length;
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** How many code points lie before a code-unit offset. */
export function codePointIndex(text: string, offset: number): number {
  return codePointLength(text.slice(0, offset));
}
