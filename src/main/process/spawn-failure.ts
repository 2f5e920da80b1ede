import fs from 'node:fs';
import path from 'node:path';
import type { SpawnFailure } from './types.ts';

interface Attempt {
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Says in words why the system refused to start a command; looks only after it has failed. */
export function explainSpawnFailure(attempt: Attempt, error: NodeJS.ErrnoException): SpawnFailure {
  const { command, cwd } = attempt;
  if (!isDirectory(cwd)) {
    return {
      error: 'bad-directory',
      message: `The working directory ${cwd} does not exist or is not a folder.`,
    };
  }
  switch (error.code) {
    case 'ENOENT':
      return notFound(attempt);
    case 'EACCES':
    case 'EPERM':
      return {
        error: 'not-executable',
        message: `Cannot run "${command}": ${describeFile(command, cwd)}.`,
      };
    case 'E2BIG':
      return {
        error: 'too-long',
        message: `Cannot run "${command}": its arguments and environment are longer than the system allows.`,
      };
    case 'ENOEXEC':
      return {
        error: 'not-executable',
        message: `Cannot run "${command}": the file is not a program that this system can run.`,
      };
    case 'ERR_INVALID_ARG_VALUE':
      return {
        error: 'bad-argument',
        message: `Cannot run "${command}": a command, argument or variable contains a null character.`,
      };
    default:
      return { error: 'failed', message: `Cannot run "${command}": ${error.message}.` };
  }
}

function notFound({ command, cwd, env }: Attempt): SpawnFailure {
  if (command.includes('/') || command.includes(path.sep)) {
    const full = path.resolve(cwd, command);
    // A script whose interpreter is missing is reported by the system as missing itself.
    const interpreter = fs.existsSync(full) ? firstLine(full) : undefined;
    const message =
      interpreter?.startsWith('#!') === true
        ? `Cannot run "${command}": its interpreter ${interpreter.slice(2).trim()} was not found.`
        : `The command "${command}" was not found.`;
    return { error: 'not-found', message };
  }
  const searched = env.PATH;
  const where =
    searched === undefined || searched === '' ? 'no PATH is set' : `PATH was searched: ${searched}`;
  return { error: 'not-found', message: `The command "${command}" was not found; ${where}.` };
}

function describeFile(command: string, cwd: string): string {
  const full = path.resolve(cwd, command);
  if (isDirectory(full)) return 'it is a folder';
  return 'it is not executable, or access to it is denied';
}

function isDirectory(name: string): boolean {
  return fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function firstLine(name: string): string | undefined {
  try {
    const fd = fs.openSync(name, 'r');
    const buffer = Buffer.alloc(256);
    const count = fs.readSync(fd, buffer);
    fs.closeSync(fd);
    return buffer.toString('utf8', 0, count).split('\n')[0];
  } catch {
    return undefined;
  }
}
