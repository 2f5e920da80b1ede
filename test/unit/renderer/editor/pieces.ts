/** The tokens of a line as `kind:text`, without those that are blank. */
export function pieces(
  line: string,
  tokens: readonly { readonly start: number; readonly kind: string }[],
): string[] {
  return tokens
    .map(({ start, kind }, at) => `${kind}:${line.slice(start, tokens[at + 1]?.start).trim()}`)
    .filter((piece) => piece !== 'plain:');
}
