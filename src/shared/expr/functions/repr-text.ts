/** One argument for a POSIX shell, as Python's `shlex.quote` writes it (§2.2.6). */
export function quoteSh(text: string): string {
  if (text === '') return "''";
  if (!/[^A-Za-z0-9_@%+=:,./-]/.test(text)) return text;
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/**
 * One argument for `cmd.exe` in a `.bat` file (§2.2.6). "Newline characters … are stripped from the string before
 * quoting": `a\nb` is `ab`, which needs no quotes. (An example there shows it quoted; that form would be safe, too.)
 */
export function quoteCmd(text: string): string {
  const line = text.replace(/[\r\n]/g, '');
  if (line !== '' && !/[&|<>^"()%!\s]/.test(line)) return line;
  const escaped = line.replace(/[\^"]/g, '^$&').replaceAll('%', '%%').replaceAll('!', '^^!');
  return `"${escaped}"`;
}

/** A text for PowerShell. */
export function quotePwsh(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const PY_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text as Python's `repr` writes it: what cannot be printed is escaped. */
export function quotePy(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = '';
  for (const character of text) {
    if (character === quote) result += `\\${quote}`;
    else
      result +=
        PY_ESCAPES[character] ?? (isPrintable(character) ? character : escapeCode(character));
  }
  return quote + result + quote;
}

function isPrintable(character: string): boolean {
  return character === ' ' || !/[\p{C}\p{Z}]/u.test(character);
}

function escapeCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
