import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

type Activation =
  | { readonly ok: true; readonly environment: NodeJS.ProcessEnv }
  /** Its Python does not start: most often the base Python is not where it was when the archive was built. */
  | { readonly ok: false; readonly message: string };

/** Tries an unpacked environment, and tells the variables with which a program runs inside it. */
export async function activate(
  root: string,
  base: NodeJS.ProcessEnv = process.env,
): Promise<Activation> {
  const programs = join(root, process.platform === 'win32' ? 'Scripts' : 'bin');
  const { PYTHONHOME: _home, ...rest } = base;
  // Windows has it as `Path`, and would not see a second one.
  const path = Object.keys(rest).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const environment = {
    ...rest,
    VIRTUAL_ENV: root,
    [path]: [programs, rest[path]].filter(Boolean).join(delimiter),
  };
  try {
    await execute(join(programs, 'python'), ['-c', 'import site'], { env: environment });
    return { ok: true, environment };
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    const [first] = (stderr?.trim() || (error as Error).message).split('\n');
    return { ok: false, message: first ?? '' };
  }
}
