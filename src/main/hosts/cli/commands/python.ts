import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { constants } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../../app.ts';
import {
  type AnalysisProblem,
  activate,
  analyze,
  type BuildProblem,
  build,
  environmentTemplate,
  findInterpreter,
  readDependencies,
  unpackOnce,
} from '../../../python-env/index.ts';
import { appPaths } from '../../../services/app-paths.ts';
import { atomicWrite } from '../../../services/atomic-write.ts';
import { fail } from '../exit.ts';

/** Exits of these commands are those of the tools that they take the place of. */
const BAD_FORMAT = 1;
const MISSING = 2;
const NOT_BUILT = 3;
const NOT_UNPACKED = 3;
const NOT_ACTIVATED = 4;

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,100}$/;

/** Writes what Python programs import, `-` being standard input, to the last path. */
export async function analyzePython(paths: readonly string[]): Promise<void> {
  const scripts = paths.slice(0, -1);
  const target = paths.at(-1);
  if (target === undefined || scripts.length === 0)
    fail('Name the scripts, and last the JSON file to write.', BAD_FORMAT);
  // Who forgets the file to write names the last script in its place.
  if (target.endsWith('.py') || scripts.some((path) => resolve(path) === resolve(target)))
    fail(`${target} would be written over: name the JSON file to write last.`, BAD_FORMAT);
  const files = scripts.filter((path) => path !== '-').map((path) => resolve(path));
  for (const file of files) if (!(await isFile(file))) fail(`${file} does not exist.`, MISSING);
  const texts = scripts.includes('-') ? [await text(process.stdin)] : [];
  const interpreter = await findInterpreter();
  if (!interpreter) fail('There is no Python on this machine that could read them.', BAD_FORMAT);
  const reader = await readFile(join(projectRoot(), 'assets', 'python', 'read_imports.py'), 'utf8');
  const found = await analyze(interpreter, reader, { files, texts });
  if (!found.ok) fail(found.problems.map(problemWords).join('\njobwright: '), BAD_FORMAT);
  await atomicWrite(target, `${JSON.stringify(found.dependencies, null, 2)}\n`);
}

/** Builds an environment with what a file of dependencies names, and packs it as `./NAME.tar.gz`. */
export async function createPython(path: string, name: string): Promise<void> {
  checkName(name);
  const source = await readFile(path, 'utf8').catch(() =>
    fail(`${path} does not exist, or cannot be read.`, MISSING),
  );
  const read = readDependencies(source);
  if (!read.ok) fail(`${path}: ${read.problem}`, BAD_FORMAT);
  const log = (said: string) => void process.stderr.write(said);
  const archive = resolve(`${name}.tar.gz`);
  const made = await build(read.dependencies, name, archive, { log });
  if (!made.ok) fail(buildWords(made.problem), NOT_BUILT);
  process.stdout.write(
    `${made.archive}\nPython ${made.python}: it runs where this Python is installed in the same place.\n`,
  );
}

/** Runs a command inside an archive's environment: one word through the shell, several as they are. */
export async function runPython(name: string, command: readonly string[]): Promise<void> {
  const archive = resolve(`${name.replace(/\.tar\.gz$/, '')}.tar.gz`);
  const folder = basename(archive, '.tar.gz');
  if (!NAME.test(folder) || command.length === 0)
    fail('Name the archive and the command to run in it.', BAD_FORMAT);
  if (!(await isFile(archive))) fail(`${archive} does not exist.`, MISSING);
  const cache = join(appPaths().stateDirectory, 'python');
  const place = await unpackOnce(archive, cache).catch((error: Error) =>
    fail(`${archive} cannot be unpacked: ${error.message}`, NOT_UNPACKED),
  );
  const activation = await activate(join(place, folder));
  if (!activation.ok)
    fail(`The Python of ${folder} does not start: ${activation.message}`, NOT_ACTIVATED);
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: activation.environment,
    shell: args.length === 0,
  });
  // What is sent to all of a terminal's programs is the command's to answer.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((ended) => {
    child.on('error', (error) => fail(error.message, 127));
    child.on('close', (code, signal) =>
      ended(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
  });
}

/** Writes an environment template that unpacks and activates an archive. */
export async function pythonEnvironment(name: string, target: string): Promise<void> {
  checkName(name);
  await atomicWrite(target, environmentTemplate(name));
  process.stdout.write(
    `${resolve(target)}\nGive the archive with: -p PythonArchive=…/${name}.tar.gz\n`,
  );
}

function checkName(name: string): void {
  if (!NAME.test(name))
    fail(`"${name}" is no name for an environment: letters, digits, ".", "_" and "-".`, BAD_FORMAT);
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isFile(),
    () => false,
  );
}

function problemWords({ file, line, column, message }: AnalysisProblem): string {
  const place = line === undefined ? '' : `:${line}:${column ?? 1}`;
  return `${file}${place}: ${message}`;
}

function buildWords(problem: BuildProblem): string {
  switch (problem.code) {
    case 'no-python':
      return `There is no Python ${problem.wanted} here to build with. Install it, or analyze the scripts with the Python that is here.`;
    case 'no-venv':
      return 'This Python makes no virtual environments (on Debian: apt install python3-venv).';
    case 'not-installed':
      return 'Not everything could be installed; the lines above say what.';
  }
}
