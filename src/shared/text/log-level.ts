/** What a line of output says about itself, by the words that programs commonly begin such lines with. */
export type LogLevel = 'error' | 'warning';

const COLOURS = /\u001b\[[0-9;:]*m/g;

/** Lines without any of these are of no level: a quick look before the exact one. */
export const LEVEL_WORDS =
  /error|exception|fatal|critical|severe|panic|traceback|fault|aborted|killed|not found|no such file|denied|warn/i;

const ERRORS = [
  /(?<![\w-])(?:ERROR|FATAL|CRITICAL|SEVERE)(?![\w-])/,
  /(?:^|[\s\]:])(?:fatal |internal |syntax |runtime )?error(?:\[\w+\])?:/i,
  /^\s*error\b/i,
  /\[(?:err|error|fatal|critical)\]/i,
  /^\s*(?:[\w.]+)?(?:Error|Exception)\b(?:: |:?$| in )/,
  /^Traceback \(most recent call last\)/,
  /^(?:fatal|panic):|^panicked at|thread '[^']*' panicked/i,
  /^(?:Segmentation fault|Bus error|Aborted|Killed)\b/,
  /: (?:command )?not found$|: No such file or directory$|: Permission denied$/,
];
const WARNINGS = [
  /(?<![\w-])(?:WARNING|WARN)(?![\w-])/,
  /(?:^|[\s\]:])warning(?:\[\w+\])?:/i,
  /^\s*warning\b/i,
  /\[warn(?:ing)?\]/i,
  /^\s*[\w.]*Warning: /,
];

export function levelOf(line: string): LogLevel | undefined {
  if (!LEVEL_WORDS.test(line)) return undefined;
  const text = line.includes('\u001b') ? line.replace(COLOURS, '') : line;
  if (ERRORS.some((pattern) => pattern.test(text))) return 'error';
  return WARNINGS.some((pattern) => pattern.test(text)) ? 'warning' : undefined;
}
