import { spawn } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { type LogBatch, type LogTimes, ProtocolError } from '../../shared/protocol/index.ts';
import { type Exported, exportLog } from '../runs/index.ts';

/** What opens a file by the program that the system knows for it. */
const SYSTEM_OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['explorer.exe', '{file}'],
  darwin: ['open', '{file}'],
};
const OTHER_OPENER = ['xdg-open', '{file}'];

/**
 * Writes a log into a file.
 *
 * @throws ProtocolError `not-writable`.
 */
export async function exportTo(
  path: string,
  read: (from: number, count: number) => Promise<LogBatch>,
  times: LogTimes,
): Promise<Exported> {
  if (!isAbsolute(path))
    throw new ProtocolError('not-writable', `${path} is not the full path of a file.`);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    if ((await stat(path).catch(() => undefined))?.isDirectory())
      throw new ProtocolError('not-writable', `${path} is a folder; choose a file.`);
    return await exportLog(read, path, times);
  } catch (error) {
    if (error instanceof ProtocolError || (error as NodeJS.ErrnoException).code === undefined)
      throw error;
    throw new ProtocolError(
      'not-writable',
      `The log was not written to ${path}: ${(error as Error).message}`,
    );
  }
}

/**
 * The command that shows a file at a line: the arguments with the places filled in. There is no shell
 * between, so that nothing in a path is ever a command.
 */
export function outsideCommand(
  editor: readonly string[],
  file: string,
  line: number,
): readonly string[] {
  const words = editor.length > 0 ? editor : (SYSTEM_OPENERS[process.platform] ?? OTHER_OPENER);
  const filled = words.map((word) =>
    word.replace(/\{(file|line)\}/g, (_, name: string) => (name === 'file' ? file : String(line))),
  );
  return words.some((word) => word.includes('{file}')) ? filled : [...filled, file];
}

/**
 * Starts an editor on its own: it lives on when the window is closed.
 *
 * @throws ProtocolError `not-found` when the program cannot be started.
 */
export async function showOutside(
  editor: readonly string[],
  file: string,
  line: number,
): Promise<void> {
  const [command = '', ...args] = outsideCommand(editor, file, line);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore', cwd: dirname(file) });
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
    child.once('error', (error) =>
      reject(
        new ProtocolError(
          'not-found',
          `"${command}" could not be started (${error.message}). The log is in ${file}; which editor opens it is set in the log's settings.`,
        ),
      ),
    );
  });
}
