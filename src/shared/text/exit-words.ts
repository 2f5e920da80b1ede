/** What is known of an exit beyond its number: conventions of shells and of the system. */
const CODES: Readonly<Record<number, string>> = {
  1: 'a general error',
  2: 'wrong usage, in most programs',
  126: 'the command is not executable',
  127: 'a command was not found',
  128: 'an invalid exit argument',
};

const SIGNALS: Readonly<Record<string, string>> = {
  SIGHUP: 'its terminal went away',
  SIGINT: 'interrupted',
  SIGQUIT: 'told to quit',
  SIGILL: 'an invalid instruction',
  SIGTRAP: 'a trap',
  SIGABRT: 'it aborted itself',
  SIGBUS: 'a wrong memory access',
  SIGFPE: 'an arithmetic error such as a division by zero',
  SIGKILL: 'killed, often because memory ran out',
  SIGSEGV: 'it accessed memory that is not its own',
  SIGPIPE: 'nobody read its output any more',
  SIGALRM: 'its alarm went off',
  SIGTERM: 'asked to end',
  SIGXCPU: 'its limit of CPU time was reached',
  SIGXFSZ: 'its limit of file size was reached',
};

/** Numbers of signals as Linux and macOS have them in common. */
const NUMBERS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
};

/** A signal in words, or an empty text where its name says all that is known. */
export function signalWords(signal: string): string {
  return SIGNALS[signal] ?? '';
}

/**
 * An exit code in words. A shell gives 128 and the signal's number for a command of its own that a signal
 * has ended.
 */
export function exitCodeWords(code: number): string {
  const known = CODES[code];
  if (known !== undefined) return known;
  const signal = code > 128 && code < 160 ? NUMBERS[code - 128] : undefined;
  if (signal === undefined) return '';
  const words = signalWords(signal);
  return `${signal}${words === '' ? '' : `: ${words}`}`;
}
