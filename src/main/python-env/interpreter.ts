import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A Python that can be started. */
export interface Interpreter {
  /** As it was found: a name on PATH, or a path. */
  readonly command: string;
  /** `3.11.7`. */
  readonly version: string;
}

const VERSION = 'import sys; print(".".join(map(str, sys.version_info[:3])))';
/** The first start of a day may take seconds on a network drive. */
const TIMEOUT_MS = 30_000;

/**
 * The default Python: `JOBWRIGHT_PYTHON` where that is set, else the first of `python3` and `python` that starts.
 *
 * @param wanted `3.11`: one of exactly that line, `python3.11` first. The default one otherwise.
 * @returns undefined where there is none.
 */
export async function findInterpreter(
  wanted?: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Interpreter | undefined> {
  const chosen = environment.JOBWRIGHT_PYTHON;
  const names = chosen ? [chosen] : ['python3', 'python'];
  for (const command of wanted === undefined ? names : [...names, `python${wanted}`]) {
    const version = await versionOf(command, environment);
    if (version !== undefined && (wanted === undefined || lineOf(version) === wanted))
      return { command, version };
  }
  return undefined;
}

/** `3.11` of `3.11.7`: compiled modules fit one line only. */
export function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

async function versionOf(command: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { stdout } = await execute(command, ['-I', '-c', VERSION], { timeout: TIMEOUT_MS, env });
    return /^\d+\.\d+\.\d+$/.test(stdout.trim()) ? stdout.trim() : undefined;
  } catch {
    return undefined;
  }
}
