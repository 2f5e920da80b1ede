/** What a line typed for a shell means, without a shell: its words, or what is wrong with it. */
type SplitLine = { readonly words: readonly string[] } | { readonly open: '"' | "'" };

/** Splits a line at blanks; quotes keep blanks, a backslash keeps a quote, a blank or itself. */
export function splitCommandLine(line: string): SplitLine {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < line.length; at++) {
    const unit = line[at] as string;
    const next = line[at + 1];
    if (unit === '\\' && quote !== "'" && next !== undefined && /["'\\\s]/.test(next)) {
      word = (word ?? '') + next;
      at++;
    } else if (quote !== undefined) {
      if (unit === quote) quote = undefined;
      else word = (word ?? '') + unit;
    } else if (unit === '"' || unit === "'") {
      quote = unit;
      word ??= '';
    } else if (/\s/.test(unit)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + unit;
  }
  if (quote !== undefined) return { open: quote };
  if (word !== undefined) words.push(word);
  return { words };
}
