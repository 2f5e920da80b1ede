import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { create } from 'tar';
import { beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/jobwright.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'jobwright python-'));
const canBuild = spawnSync('python3', ['-c', 'import ensurepip']).status === 0;

const environment = {
  ...process.env,
  JOBWRIGHT_HOME: join(folder, 'home'),
  XDG_CACHE_HOME: join(folder, 'cache'),
  // Nothing is fetched: what is installed lies in the folder.
  PIP_NO_INDEX: '1',
  PIP_FIND_LINKS: pathToFileURL(join(folder, 'wheels')).href,
  PIP_CONFIG_FILE: '/dev/null',
};

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function jobwright(args: string[], input?: string): Promise<Outcome> {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env: environment });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

/** A package as an installer takes it, with a module and a program. */
const WHEEL = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + "/studio_tools-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("studio.py", "def main():\\n    import sys; print('studio', *sys.argv[1:], sys.prefix)\\n")
    info = "studio_tools-1.0.dist-info/"
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: studio-tools\\nVersion: 1.0\\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(info + "entry_points.txt", "[console_scripts]\\nstudio = studio:main\\n")
    wheel.writestr(info + "RECORD", "")
`;

beforeAll(() => {
  mkdirSync(join(folder, 'wheels'));
  mkdirSync(join(folder, 'bundle'));
  mkdirSync(join(folder, 'linked'));
  symlinkSync('../../../deps.json', join(folder, 'linked', 'out'));
});

describe('analyze', () => {
  it('writes modules and Python, of several scripts and standard input, over what was there', async () => {
    write('one.py', '# import nothing from here\nimport a.b, c\nimport helper');
    write('helper.py', 'import os, helped');
    write('deps.json', 'old');
    const done = await jobwright(
      ['python', 'analyze', 'one.py', '-', 'deps.json'],
      'import matplotlib',
    );
    expect(done).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(JSON.parse(readFileSync(join(folder, 'deps.json'), 'utf8'))).toEqual({
      python: expect.stringMatching(/^3\.\d+\.\d+$/),
      modules: ['a', 'c', 'helped', 'matplotlib'],
    });
  });

  it('ends with 1 for what is no Python, and 2 for what is not there', async () => {
    write('bad.py', 'x = 1\nimport (');
    const bad = await jobwright(['python', 'analyze', 'bad.py', 'out.json']);
    expect(bad).toMatchObject({ code: 1, stderr: expect.stringMatching(/bad\.py:2:\d+: /) });
    const gone = await jobwright(['python', 'analyze', 'gone.py', 'out.json']);
    expect(gone).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/gone\.py does not exist/),
    });
    expect((await jobwright(['python', 'analyze', 'one.py'])).code).toBe(1);
    expect(existsSync(join(folder, 'out.json'))).toBe(false);
    // Forgotten is what to write: no script is.
    write('job', 'import os');
    for (const args of [
      ['bad.py', 'one.py'],
      ['job', './job'],
    ])
      expect(await jobwright(['python', 'analyze', ...args])).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/would be written over/),
      });
    expect(readFileSync(join(folder, 'one.py'), 'utf8')).toMatch(/^# import/);
  });
});

describe('create and run', () => {
  it.each<[string, string[], number, RegExp]>([
    ['a file that is not there', ['create', 'gone.json', 'demo'], 2, /does not exist/],
    ['what are no dependencies', ['create', 'bad.py', 'demo'], 1, /bad\.py: It is no JSON/],
    ['a name that leads elsewhere', ['create', 'deps.json', '../demo'], 1, /is no name/],
    ['another Python', ['create', 'old.json', 'demo'], 3, /There is no Python 2\.1 here/],
    ['no command', ['run', 'demo'], 2, /missing required argument 'command'/],
    ['an archive that is not there', ['run', 'gone', 'true'], 2, /gone\.tar\.gz does not exist/],
    ['a damaged archive', ['run', 'damaged', 'true'], 3, /cannot be unpacked/],
    ['an archive that writes elsewhere', ['run', 'outside', 'true'], 3, /cannot be unpacked/],
    ['an archive with a link that leads out', ['run', 'linked', 'true'], 3, /cannot be unpacked/],
    [
      'an archive without a Python',
      ['run', 'empty', 'true'],
      4,
      /The Python of empty does not start/,
    ],
  ])('end with words and their code: %s', async (_, args, code, words) => {
    write('bad.py', 'x = 1\nimport (');
    write('deps.json', '{"python": "3.11", "modules": []}');
    write('old.json', '{"python": "2.1", "modules": []}');
    write('damaged.tar.gz', 'no archive');
    mkdirSync(join(folder, 'empty'), { recursive: true });
    write('empty/note.txt', '');
    await create({ gzip: true, cwd: folder, file: join(folder, 'empty.tar.gz') }, ['empty']);
    const deep = join(folder, 'empty');
    const up = { gzip: true, cwd: deep, file: join(folder, 'outside.tar.gz'), preservePaths: true };
    await create(up, ['../deps.json']);
    await create({ gzip: true, cwd: folder, file: join(folder, 'linked.tar.gz') }, ['linked']);
    const done = await jobwright(['python', ...args]);
    expect(done).toEqual({ code, stdout: '', stderr: expect.stringMatching(words) });
  });

  it.skipIf(!canBuild)(
    'make an archive that runs elsewhere, for several at once and inside a job',
    { timeout: 180_000 },
    async () => {
      execFileSync('python3', ['-c', WHEEL, join(folder, 'wheels')]);
      write('main.py', 'import studio\n');
      await jobwright(['python', 'analyze', 'main.py', 'deps.json']);
      const found = JSON.parse(readFileSync(join(folder, 'deps.json'), 'utf8'));
      write('deps.json', JSON.stringify({ ...found, packages: { studio: 'studio-tools' } }));
      const made = await jobwright(['python', 'create', 'deps.json', 'demo']);
      expect([made.code, made.stderr]).toEqual([
        0,
        expect.stringMatching(/Successfully installed/),
      ]);

      // One unpacks, all run; arguments arrive as they are, and so does the exit code.
      const command = 'import sys, studio; print(sys.argv[1:]); sys.exit(7)';
      const args = ['--output', 'json', '-x', 'a b'];
      const runs = await Promise.all(
        [1, 2, 3].map(() => jobwright(['python', 'run', 'demo', 'python', '-c', command, ...args])),
      );
      const said = { code: 7, stdout: `['--output', 'json', '-x', 'a b']\n`, stderr: '' };
      expect(runs).toEqual([said, said, said]);
      const cache = join(folder, 'home', 'python');
      const unpacked = readdirSync(cache).flatMap((place) => readdirSync(join(cache, place)));
      expect(unpacked.sort()).toEqual(['.complete', '.complete', 'demo', 'empty']);
      const place = readdirSync(cache).find((name) => existsSync(join(cache, name, 'demo'))) ?? '';
      const prefix = join(cache, place, 'demo');
      // A program that the installer made finds the Python beside it, in a folder with a space.
      const one = await jobwright(['python', 'run', 'demo', 'studio "$HOME" && echo $VIRTUAL_ENV']);
      expect(one).toEqual({
        code: 0,
        stdout: `studio ${process.env.HOME} ${prefix}\n${prefix}\n`,
        stderr: '',
      });

      write(
        'bundle/template.yaml',
        `specificationVersion: jobtemplate-2023-09
name: Inside
steps:
- name: Only
  script: {actions: {onRun: {command: sh, args: [-c, 'studio in a job; sleep 1']}}}
`,
      );
      const template = await jobwright(['python', 'environment', 'demo', 'demo.yaml']);
      expect(template.code).toBe(0);
      expect((await jobwright(['check', 'demo.yaml'])).code).toBe(0);
      const archive = `PythonArchive=${join(folder, 'demo.tar.gz')}`;
      const job = ['run', 'bundle', '--env', 'demo.yaml', '-p', archive];
      const jobs = await Promise.all([jobwright(job), jobwright(job)]);
      for (const { code, stdout } of jobs)
        expect([code, stdout]).toEqual([
          0,
          expect.stringMatching(/studio in a job .*cache\/jobwright/),
        ]);
      // The last session took away what was unpacked.
      expect(readdirSync(join(folder, 'cache', 'jobwright', 'python', hostname()))).toEqual([]);
      const gone = await jobwright([...job.slice(0, -1), 'PythonArchive=/none.tar.gz']);
      expect([gone.code, gone.stdout]).toEqual([1, expect.stringMatching(/is not there/)]);
    },
  );
});
