import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import type { Dependencies } from './dependencies.ts';
import { findInterpreter, lineOf } from './interpreter.ts';
import { relocate } from './relocate.ts';
import { requirementsOf } from './requirements.ts';
import { runTool, type ToolLog } from './run-tool.ts';

export type BuildProblem =
  /** No Python of that line is here. */
  | { readonly code: 'no-python'; readonly wanted: string }
  /** Python is here without what makes environments (Debian: python3-venv). */
  | { readonly code: 'no-venv'; readonly exitCode: number }
  /** The installer could not find or build something; its log says what. */
  | { readonly code: 'not-installed'; readonly exitCode: number };

export type Build =
  | { readonly ok: true; readonly archive: string; readonly python: string }
  | { readonly ok: false; readonly problem: BuildProblem };

/** What is known of an environment without starting it; at its top. */
const ABOUT_FILE = 'jobwright-python.json';

/**
 * Builds an environment with what was asked for and packs it: one archive whose only entry at the top is a folder of
 * its name, which works wherever it is unpacked on a machine with the same base Python in the same place.
 *
 * @param archive Where it goes; an older one is replaced when the new one is whole.
 * @throws Error when the disk is full or cannot be written.
 */
export async function build(
  dependencies: Dependencies,
  name: string,
  archive: string,
  options: { readonly log: ToolLog; readonly signal?: AbortSignal },
): Promise<Build> {
  const wanted = lineOf(dependencies.python);
  const base = await findInterpreter(wanted);
  if (!base) return { ok: false, problem: { code: 'no-python', wanted } };
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-python-'));
  const environment = join(folder, name);
  try {
    const made = await runTool(base.command, ['-m', 'venv', '--copies', environment], options);
    if (made !== 0) return { ok: false, problem: { code: 'no-venv', exitCode: made } };
    const requirements = requirementsOf(dependencies);
    if (requirements.length > 0) {
      const python = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
      const install = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check'];
      const installed = await runTool(python, [...install, ...requirements], options);
      if (installed !== 0)
        return { ok: false, problem: { code: 'not-installed', exitCode: installed } };
    }
    await relocate(environment);
    const about = { name, python: base.version, builder: 'venv', requirements };
    await writeFile(join(environment, ABOUT_FILE), `${JSON.stringify(about, null, 2)}\n`);
    options.log(`Packing ${archive}\n`);
    await pack(folder, name, archive);
    return { ok: true, archive, python: base.version };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Beside its place first: an archive that is there is whole. */
async function pack(folder: string, name: string, archive: string): Promise<void> {
  const partial = join(dirname(archive), `.${name}.${process.pid}.partial`);
  try {
    await create({ gzip: true, cwd: folder, file: partial, portable: true }, [name]);
    await rename(partial, archive);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
