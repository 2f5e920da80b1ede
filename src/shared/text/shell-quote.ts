/** Commands as one types them into a shell; for reading and copying, nothing is run from them. */

export type Shell = 'posix' | 'powershell' | 'cmd';

/** A command for a shell, each word so that the program gets it as it is. */
export function shellText(words: readonly string[], shell: Shell = 'posix'): string {
  const quote = QUOTES[shell];
  return words.map(quote).join(' ');
}

const QUOTES: Readonly<Record<Shell, (word: string) => string>> = {
  posix: quotePosix,
  powershell: quotePowerShell,
  cmd: quoteCmd,
};

function quotePosix(word: string): string {
  if (/^[\w@%+=:,./<>-]+$/.test(word) && !/[<>]/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A text in single quotes stands for itself; quotes inside are escaped as Windows programs read them. */
function quotePowerShell(word: string): string {
  if (/^[\w+=:./\\-]+$/.test(word)) return word;
  return `'${escapeQuotes(word).replaceAll("'", "''")}'`;
}

/** In quotes, which double as the program's own; what cmd itself would read is escaped by carets. */
function quoteCmd(word: string): string {
  if (/^[\w+=:./\\-]+$/.test(word)) return word;
  return `"${escapeQuotes(word)}"`.replace(/[()%!^"<>&|]/g, '^$&');
}

/** Backslashes before a quote, and before the quote at the end, are doubled (the rule of the C runtime). */
function escapeQuotes(word: string): string {
  return word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&');
}
