import path from 'node:path';
import type { ActionRecord } from '../../shared/protocol/run.ts';
import type { LogFiles } from './log-index.ts';
import { readLines } from './log-reader.ts';
import type { LogSource } from './log-source.ts';

/** Where an action's log lies in the folder of its run. */
export function logFiles(runDirectory: string, actionId: number): LogFiles {
  const base = path.join(runDirectory, 'logs', String(actionId));
  return { log: `${base}.log`, index: `${base}.idx` };
}

/** Lines at the end of a log among which the error is looked for. */
const LOOKED_AT = 400;

// `ValueError: …` is one, the heading of a traceback is none: what went wrong stands at its end.
const ERROR = /(?:error|exception|fatal|panic)\b|\b(?:failed|failure|cannot|not found|denied)\b/i;
const COLOURS = /\x1b\[[0-9;:]*m/g;

/** The last line that looks like an error; where none does, the last line of output. */
export async function findLastError(
  source: LogSource | undefined,
): Promise<ActionRecord['lastError']> {
  const { total } = await readLines(source, 0, 0);
  const from = Math.max(0, total - LOOKED_AT);
  const { text, kinds } = await readLines(source, from, LOOKED_AT);
  const lines = text.split('\n');
  let lastOutput: ActionRecord['lastError'];
  for (let i = kinds.length - 1; i >= 0; i--) {
    const line = (lines[i] ?? '').replace(COLOURS, '');
    if ((kinds[i] !== 'o' && kinds[i] !== 'e') || line.trim() === '') continue;
    const found = { line: from + i, text: line.slice(0, 1000) };
    if (kinds[i] === 'e' || ERROR.test(line)) return found;
    lastOutput ??= found;
  }
  return lastOutput;
}
