/** A command as one would type it into a POSIX shell; for reading and copying, nothing is run from it. */
export function shellText(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

function quote(word: string): string {
  if (word !== '' && /^[\w@%+=:,./<>-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
