import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/**
 * Where a program would be found when an action calls it: an absolute or relative path is looked at
 * itself, a bare name along PATH. On Windows the endings of PATHEXT are tried as well.
 *
 * @returns the program's path, or null where it is not installed.
 */
export async function findProgram(
  name: string,
  directory: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | null> {
  if (name === '') return null;
  if (
    isAbsolute(name) ||
    name.includes('/') ||
    (process.platform === 'win32' && name.includes('\\'))
  )
    return firstRunnable([resolve(directory, name)], environment);
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return firstRunnable(
    folders.map((folder) => join(folder, name)),
    environment,
  );
}

async function firstRunnable(
  candidates: string[],
  environment: NodeJS.ProcessEnv,
): Promise<string | null> {
  const endings =
    process.platform === 'win32'
      ? ['', ...(environment.PATHEXT ?? '.COM;.EXE;.BAT;.CMD').split(';')]
      : [''];
  for (const candidate of candidates)
    for (const ending of endings)
      if (await isRunnable(candidate + ending)) return candidate + ending;
  return null;
}

async function isRunnable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
