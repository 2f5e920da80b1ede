import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const bin = fileURLToPath(new URL('../../bin/jobwright.cjs', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

interface Outcome {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  ms: number;
}

function start(args: string[], options: { node?: string; cwd?: string } = {}): ChildProcess {
  return spawn(options.node ?? process.execPath, [bin, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { ...process.env, JOBWRIGHT_HOME: join(tmpdir(), 'jobwright-cli-home') },
  });
}

function finish(child: ChildProcess, input?: string): Promise<Outcome> {
  const begun = performance.now();
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin?.end(input);
  return new Promise((resolve) =>
    child.on('close', (code, signal) =>
      resolve({ code, signal, stdout, stderr, ms: performance.now() - begun }),
    ),
  );
}

const jobwright = (args: string[], options?: { node?: string; cwd?: string; input?: string }) =>
  finish(start(args, options), options?.input);

const JOB = `specificationVersion: jobtemplate-2023-09
name: Small
parameterDefinitions:
- {name: Frames, type: STRING, default: 1-3}
steps:
- name: Render
  parameterSpace:
    taskParameterDefinitions:
    - {name: Frame, type: INT, range: "{{Param.Frames}}"}
  script:
    actions:
      onRun: {command: echo, args: ["frame {{Task.Param.Frame}}"]}
`;

let folder: string;
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobwright-cli-'));
});

describe('wrong use ends with 2 and says how it is right', () => {
  it.each([
    [['chek', 'x'], "unknown command 'chek'"],
    [['check'], "missing required argument 'path'"],
    [['check', 'x', '--colour'], "unknown option '--colour'"],
    [['run', 'x', '--output', 'xml'], 'Allowed choices are human-readable, json, yaml'],
    [['run', 'x', '--maximum-tasks', 'many'], 'It must be a whole number.'],
    [['run', 'x', '--maximum-tasks='], 'It must be a whole number.'],
    [['run', 'x', '--maximum-tasks', '0x2'], 'It must be a whole number.'],
    [['run', 'x', '-t', 'A=1', '--tasks', '[]'], 'cannot be used with'],
    [['serve', '--port', '99999'], '--port takes a number from 0 to 65535, not "99999".'],
    [['check', '/dev/null', '--extensions', 'NOPE'], '--extensions: "NOPE" is not one of'],
  ])('%j', async (args, message) => {
    const { code, stderr } = await jobwright(args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe('bad input ends with 1, a clear message, and at once', () => {
  it.each<[string, () => string, RegExp]>([
    ['a file that is not there', () => join(folder, 'gone.yaml'), /gone\.yaml does not exist\./],
    [
      'a folder without a template',
      () => {
        mkdirSync(join(folder, 'empty'), { recursive: true });
        return join(folder, 'empty');
      },
      /is a folder without a template\.yaml or template\.json/,
    ],
    ['an empty file', () => file('empty.yaml', ''), /empty\.yaml:1:1: error: .*empty/i],
    [
      'a binary file',
      () => file('binary.yaml', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 255])),
      /is not a text file in UTF-8/,
    ],
    [
      '10 MB of YAML',
      () => file('large.yaml', `# ${'x'.repeat(10 * 1024 * 1024)}\n${JOB}`),
      /error: .*4 MiB/,
    ],
    [
      'an alias bomb',
      () =>
        file(
          'bomb.yaml',
          [
            'a: &a [x, x, x, x, x, x, x, x, x]',
            ...'bcdefghij'.split('').map((name, index) => {
              const before = 'abcdefghij'[index];
              return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
            }),
          ].join('\n'),
        ),
      /error: /,
    ],
    ['a document too deep', () => file('deep.yaml', '['.repeat(5000)), /error: /],
    ['no template', () => file('list.yaml', '- 1\n- 2\n'), /list\.yaml:1:1: error: /],
  ])('%s', async (_name, path, message) => {
    const { code, stdout, stderr, ms } = await jobwright(['check', path()]);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
    expect(ms).toBeLessThan(5_000);
  });
});

describe('check', () => {
  it('accepts a template, a bundle folder and standard input', async () => {
    const path = file('template.yaml', JOB);
    for (const [args, input, name] of [
      [['check', path], undefined, path],
      [['check', folder], undefined, folder],
      [['check', '-'], JOB, '<stdin>'],
    ] as const) {
      const { code, stdout } = await jobwright([...args], input === undefined ? {} : { input });
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^Template at '.*' passes validation checks\.\n$/),
      });
      expect(stdout).toContain(name);
    }
  });

  it('prints place, severity, message, code, the line and a caret', async () => {
    const path = file('typo.yaml', JOB.replace('steps:', 'stepz:'));
    const { code, stderr } = await jobwright(['check', path]);
    expect(code).toBe(1);
    const lines = stderr.split('\n');
    const at = lines.findIndex((line) => line.startsWith(`${path}:5:1: error: `));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(lines[at]).toMatch(/stepz.* \[[a-z-]+\]$/);
    expect(lines[at]).toContain('steps');
    expect(lines.slice(at + 1, at + 3)).toEqual(['  stepz:', '  ^~~~~']);
  });

  it('gives findings as JSON with lines, columns, offsets and paths', async () => {
    const path = file('scalar.yaml', JOB.replace('{{Task.Param.Frame}}', '{{Task.Param.Fram}}'));
    const { code, stdout } = await jobwright(['check', path, '--output', 'json']);
    expect(code).toBe(1);
    const text = readFileSync(path, 'utf8');
    const offset = text.indexOf('Task.Param.Fram}}');
    const [finding] = JSON.parse(stdout) as Record<string, unknown>[];
    expect(finding).toMatchObject({
      severity: 'error',
      file: path,
      range: {
        start: { line: 12, column: (text.split('\n')[11] ?? '').indexOf('Task.') + 1, offset },
        end: { offset: offset + 'Task.Param.Fram'.length },
      },
      path: ['steps', 0, 'script', 'actions', 'onRun', 'args', 0],
    });
  });
});

describe('check against a farm', () => {
  const text = JOB.replace('name: Small', 'extensions: [EXPR]\nname: Small');

  it('says what a built-in profile lacks', async () => {
    const path = file('farm.yaml', text);
    expect((await jobwright(['check', path, '--profile', 'specification'])).code).toBe(0);
    const { code, stderr } = await jobwright(['check', path, '--profile', 'deadline-cloud']);
    expect(code).toBe(1);
    expect(stderr).toContain('EXPR is not supported by Deadline Cloud. [unsupported-extension]');
  });

  it('reads a profile of ones own and refuses one that is none', async () => {
    const path = file('farm.yaml', JOB);
    const own = file('profile.yaml', 'name: Our farm\nmaxParameters: 0.5\n');
    const refused = await jobwright(['check', path, '--profile', own]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('maxParameters') });
    writeFileSync(own, 'name: Our farm\nsupportedExtensions: []\nmaxTemplateBytes: 100\n');
    const small = await jobwright(['check', path, '--profile', own]);
    expect(small.stderr).toContain('Our farm takes templates of at most 100 bytes.');
    expect((await jobwright(['check', path, '--profile', 'nowhere'])).code).toBe(2);
    writeFileSync(own, 'name: Our farm\nmaxTasksPerStep: 2\n');
    const many = await jobwright(['check', path, '--profile', own]);
    expect(many).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Our farm takes at most 2 tasks in a step; this one has'),
    });
  });
});

describe('summary, expand and run', () => {
  it('counts tasks without running anything', async () => {
    const path = file('template.yaml', JOB);
    const { code, stdout } = await jobwright([
      'summary',
      path,
      '-p',
      'Frames=1-1000000',
      '--output',
      'json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'success',
      name: 'Small',
      total_tasks: 1_000_000,
      steps: [{ name: 'Render', total_tasks: 1_000_000 }],
    });
  });

  it('stops printing tasks when nobody reads them any more', async () => {
    const path = file('template.yaml', JOB);
    const huge = ['-p', 'Frames=1-1000000000000', '--limit', '1000000000000'];
    const child = start(['expand', path, '--step', 'Render', ...huge]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const ended = await new Promise<boolean>((resolve) => {
      const limit = setTimeout(() => {
        child.kill('SIGKILL');
        resolve(false);
      }, 8000);
      child.on('exit', () => {
        clearTimeout(limit);
        resolve(true);
      });
    });
    expect(ended).toBe(true);
  });

  it('reads no endless file of values', async () => {
    const path = file('template.yaml', JOB);
    const { code, stderr } = await jobwright(['summary', path, '-p', 'file:///dev/zero']);
    expect(code).toBe(1);
    expect(stderr).toContain('at most 10485760 are read');
  });

  it('prints the schema of either kind of template', async () => {
    const { stdout } = await jobwright(['schema', '--version', 'environment-2023-09']);
    expect(JSON.parse(stdout)).toMatchObject({ $ref: '#/$defs/EnvironmentTemplate' });
  });

  it('expands any stretch of a huge space, with what each task would run', async () => {
    const path = file('template.yaml', JOB);
    const { code, stdout } = await jobwright([
      'expand',
      path,
      '--step',
      'Render',
      '-p',
      'Frames=1-1000000000000',
      '--offset',
      '999999999998',
      '--limit',
      '5',
      '--resolve',
      '--output',
      'json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      count: '1000000000000',
      tasks: [
        { index: '999999999998', parameters: { Frame: '999999999999' }, command: 'echo' },
        { args: ['frame 1000000000000'] },
      ],
    });
  });

  it.each(['pipe', 'pty'])('runs a job over a %s and prints its output', async (kind) => {
    const path = file('template.yaml', JOB);
    const { code, stdout } = await jobwright(['run', path, ...(kind === 'pty' ? ['--pty'] : [])]);
    expect(code, stdout).toBe(0);
    for (const frame of [1, 2, 3]) expect(stdout).toContain(`frame ${frame}\n`);
    expect(stdout).toContain('Tasks run: 3');
  });

  it.each(['json', 'yaml'])('keeps standard output to one %s document', async (format) => {
    const path = file('template.yaml', JOB);
    const { code, stdout, stderr } = await jobwright(['run', path, '--output', format]);
    expect(code, stderr).toBe(0);
    const result = (format === 'json' ? JSON.parse(stdout) : parse(stdout)) as object;
    expect(result).toMatchObject({ status: 'success', job_name: 'Small', tasks_run: 3 });
    expect(stderr).toContain('frame 3');
  });

  it('runs chosen tasks only', async () => {
    const path = file('template.yaml', JOB);
    const one = await jobwright(['run', path, '--step', 'Render', '-t', 'Frame=2']);
    expect(one.stdout).toContain('frame 2\n');
    expect(one.stdout).not.toContain('frame 1\n');
    const two = await jobwright([
      'run',
      path,
      '--step',
      'Render',
      '--tasks',
      '[{"Frame": 3}, {"Frame": "1"}]',
    ]);
    expect(two.stdout.indexOf('frame 3\n')).toBeLessThan(two.stdout.indexOf('frame 1\n'));
    const none = await jobwright(['run', path, '--step', 'Render', '-t', 'Frame=9']);
    expect(none.code).toBe(1);
    expect(none.stderr).toMatch(/Frame=9/);
  });

  it('ends with 1 when a task fails or a program is missing, and says which', async () => {
    const failing = file('failing.yaml', JOB.replace('command: echo', 'command: "false"'));
    expect((await jobwright(['run', failing])).code).toBe(1);
    const missing = file('missing.yaml', JOB.replace('command: echo', 'command: no-such-tool'));
    const { code, stdout, stderr } = await jobwright(['run', missing]);
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(/no-such-tool/);
  });

  it('cancels on Ctrl-C, still exits environments, and ends with 1', async () => {
    const path = file(
      'slow.yaml',
      `specificationVersion: jobtemplate-2023-09
name: Slow
jobEnvironments:
- name: Held
  script:
    actions:
      onEnter: {command: echo, args: [ENTERED]}
      onExit: {command: echo, args: [EXITED]}
steps:
- name: Sleep
  script:
    actions:
      onRun: {command: sh, args: [-c, "echo STARTED; sleep 60"]}
`,
    );
    const child = start(['run', path]);
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('STARTED\n')) child.kill('SIGINT');
    });
    const { code, stdout, ms } = await finish(child);
    expect({ code, exited: stdout.includes('EXITED') }).toEqual({ code: 1, exited: true });
    expect(ms).toBeLessThan(10_000);
  });
});

describe('a reader that goes away', () => {
  it('stops a run, which still exits its environments and leaves no folder', async () => {
    const mark = join(folder, 'exited');
    const path = file(
      'endless.yaml',
      `specificationVersion: jobtemplate-2023-09
name: Endless
jobEnvironments:
- name: Held
  script:
    actions:
      onEnter: {command: "true"}
      onExit: {command: sh, args: [-c, "pwd > ${mark}"]}
steps:
- name: Talk
  script:
    actions:
      onRun: {command: sh, args: [-c, "yes"]}
`,
    );
    const child = start(['run', path]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, stderr } = await finish(child);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const session = readFileSync(mark, 'utf8').trim();
    expect(session).toContain('OpenJD');
    expect(existsSync(session)).toBe(false);
  });
});

describe('serve', () => {
  it('prints one line with its address, and ends on SIGTERM', async () => {
    const child = start(['serve', '--no-open', '--output', 'json']);
    const line = await new Promise<string>((resolve) =>
      child.stdout?.once('data', (chunk) => resolve(String(chunk))),
    );
    expect(JSON.parse(line)).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:[0-9]+\/\?token=.{20,}$/),
    });
    child.kill('SIGTERM');
    expect((await finish(child)).code).toBe(0);
  });

  it('says when its port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const { code, stderr } = await jobwright(['serve', '--no-open', '--port', String(port)]);
    server.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `jobwright: Port ${port} is in use by another program. Choose another with --port, or 0 for any.\n`,
    });
  });
});

describe('on an older Node', () => {
  const old = findOldNode();

  it.skipIf(old === undefined)('hands over with output and exit code', async () => {
    const path = file('template.yaml', JOB);
    const good = await jobwright(['check', path], { node: old as string });
    expect({ code: good.code, stdout: good.stdout }).toEqual({
      code: 0,
      stdout: `Template at '${path}' passes validation checks.\n`,
    });
    const bad = await jobwright(['check', file('bad.yaml', 'x')], { node: old as string });
    expect(bad.code).toBe(1);
  });

  it.skipIf(old === undefined)(
    'passes signals on and ends with what it handed over to',
    async () => {
      const child = start(['serve', '--no-open', '--output', 'json'], { node: old as string });
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      child.kill('SIGTERM');
      expect((await finish(child)).code).toBe(0);
    },
  );

  it.skipIf(old === undefined)('leaves nothing behind when it is killed itself', async () => {
    const child = start(['serve', '--no-open', '--output', 'json'], { node: old as string });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], {
      encoding: 'utf8',
    }).trim();
    expect(children).toMatch(/^[0-9]+$/);
    child.kill('SIGKILL');
    await expect
      .poll(
        () => {
          try {
            process.kill(Number(children), 0);
            return 'alive';
          } catch {
            return 'gone';
          }
        },
        { timeout: 5000 },
      )
      .toBe('gone');
  });
});

/** A Node of the machine that is older than the oldest that works, if there is one. */
function findOldNode(): string | undefined {
  for (const path of ['/usr/bin/node', '/usr/local/bin/node']) {
    try {
      const version = execFileSync(path, ['--version'], { encoding: 'utf8' });
      const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
      if (major < 22 || (major === 22 && minor < 12)) return path;
    } catch {
      // Not there.
    }
  }
  return undefined;
}

describe('the built program', () => {
  it('runs from any folder by a link to it', async () => {
    const link = join(folder, 'linked');
    rmSync(link, { force: true });
    const { symlinkSync } = await import('node:fs');
    symlinkSync(bin, link);
    const version = execFileSync(link, ['--version'], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
    });
    expect(version).toBe('0.1.0\n');
  });
});

it('goes on watching a template that an editor deletes and writes again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-watch-'));
  const file = join(folder, 'template.yaml');
  writeFileSync(file, JOB);
  const child = start(['check', file, '--watch']);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  await expect.poll(() => printed, { timeout: 10_000 }).toContain('passes validation checks');
  // A moment later it looks whether the file is there.
  await new Promise((resolve) => setTimeout(resolve, 200));
  rmSync(file);
  await new Promise((resolve) => setTimeout(resolve, 200));
  writeFileSync(file, JOB.replace('steps:', 'stepz:'));
  await expect.poll(() => printed, { timeout: 10_000 }).toContain('stepz');
  expect(child.exitCode).toBeNull();
  child.kill();
  rmSync(folder, { recursive: true });
});
