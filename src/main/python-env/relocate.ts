import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Begins a script that finds the Python beside it: sh hands over, and Python reads the two lines as a text. */
const RELATIVE = `#!/bin/sh
'''exec' "$(dirname -- "$(realpath -- "$0")")/python" "$0" "$@"
' '''
`;

/** Scripts are small; what is larger is a program. */
const MAX_SCRIPT_BYTES = 1 << 20;

const ACTIVATE = `# Source this: . bin/activate
VIRTUAL_ENV=$(CDPATH= cd -- "$(dirname -- "\${BASH_SOURCE:-$0}")/.." && pwd)
export VIRTUAL_ENV
PATH=$VIRTUAL_ENV/bin:$PATH
export PATH
unset PYTHONHOME
`;

/**
 * Makes a virtual environment independent of where it lies: its scripts name the Python that they were installed for
 * by its whole path, and its activation scripts name the folder. `pyvenv.cfg` goes on naming the base Python, which
 * must be in the same place on every machine.
 */
export async function relocate(environment: string): Promise<void> {
  const folder = join(environment, 'bin');
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (/^(?:activate(?:\..*)?|Activate\.ps1)$/.test(name)) {
      await rm(path);
      continue;
    }
    const info = await stat(path);
    if (!info.isFile() || info.size > MAX_SCRIPT_BYTES) continue;
    // Bytes, kept as they are: a script need not be UTF-8.
    const text = await readFile(path, 'latin1');
    const body = bodyOf(text, folder);
    if (body === undefined) continue;
    await writeFile(path, RELATIVE + body, 'latin1');
    await chmod(path, info.mode);
  }
  await writeFile(join(folder, 'activate'), ACTIVATE);
}

/** What follows a first line, or the three that stand for one too long, that names the Python of a folder. */
function bodyOf(text: string, folder: string): string | undefined {
  if (!text.startsWith('#!')) return undefined;
  const [first = '', second = '', third = ''] = text.split('\n', 3);
  if (first.includes(join(folder, 'python'))) return text.slice(first.length + 1);
  const isLong = second.startsWith("'''exec'") && second.includes(join(folder, 'python'));
  return isLong ? text.slice(first.length + second.length + third.length + 3) : undefined;
}
