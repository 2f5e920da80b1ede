import { MASK, type Redactor } from './redactor.ts';

/** A secret that stands in the command itself, before the action says that it is one. */
const LITERAL_SECRET = /(openjd_redacted_env:\s*"?[A-Za-z_][A-Za-z0-9_]*=)[^\n]+/gi;

/**
 * Program and arguments as they may be shown and kept. A secret is found as well where it is divided
 * among arguments, as `echo` would join them.
 */
export function redactCommand(command: readonly string[], redactor: Redactor): string[] {
  const joined = command.join(' ');
  const spans: [number, number][] = [...joined.matchAll(LITERAL_SECRET)].map((match) => {
    const from = match.index + (match[1] ?? '').length;
    return [from, match.index + match[0].length];
  });
  if (redactor.active) {
    const found = redactor.automaton.find(joined).spans;
    for (let i = 0; i < found.length; i += 2) spans.push([found[i] ?? 0, found[i + 1] ?? 0]);
  }
  if (spans.length === 0) return [...command];
  const hidden = new Uint8Array(joined.length);
  for (const [from, to] of spans) hidden.fill(1, from, to);
  let at = 0;
  return command.map((word) => {
    const begin = at;
    at += word.length + 1;
    return maskWhere(word, hidden.subarray(begin, begin + word.length));
  });
}

/** Puts one mask for each stretch that is hidden. */
function maskWhere(word: string, hidden: Uint8Array): string {
  let shown = '';
  for (let at = 0; at < word.length; at++) {
    if (hidden[at] === 0) shown += word[at];
    else if (at === 0 || hidden[at - 1] === 0) shown += MASK;
  }
  return shown;
}

/** Masks known secrets, and such as stand in a line that is to declare one. */
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
