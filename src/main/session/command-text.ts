import { MASK, type Redactor } from './redactor.ts';

/** A secret that stands in the command itself, before the action says that it is one. */
const LITERAL_SECRET = /(openjd_redacted_env:\s*"?[A-Za-z_][A-Za-z0-9_]*=)[^\n]+/gi;

/** Program and arguments as they may be shown and kept. */
export function redactCommand(command: readonly string[], redactor: Redactor): string[] {
  return command.map((word) => redactText(word, redactor));
}

export function redactText(text: string, redactor: Redactor): string {
  return redactor.mask(text.replace(LITERAL_SECRET, `$1${MASK}`));
}

/** A command line as a shell would take it; only for showing, nothing is ever run from it. */
export function commandLine(command: readonly string[]): string {
  return command.map(quote).join(' ');
}

function quote(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./*-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
