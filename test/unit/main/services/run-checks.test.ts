import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkRequest, requirementFindings } from '../../../../src/main/services/run-checks.ts';
import type { JobRequest } from '../../../../src/main/services/template-task.ts';

let bundle: string;

beforeEach(() => {
  bundle = mkdtempSync(join(tmpdir(), 'jobwright-checks-'));
});

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Checks
parameterDefinitions:
- { name: Scene, type: PATH, objectType: FILE, dataFlow: IN, default: scene.blend, userInterface: { control: CHOOSE_INPUT_FILE, label: The scene } }
- { name: Out, type: PATH, objectType: DIRECTORY, dataFlow: OUT, default: made/later }
- { name: Note, type: PATH, dataFlow: NONE, default: nothing-here }
steps:
- name: Render
  script: { actions: { onRun: { command: sh, args: ["{{Param.Scene}}"] } } }
- name: Encode
  script: { actions: { onRun: { command: no-such-program-here } } }
`;

function request(over: Partial<JobRequest> = {}): JobRequest {
  return {
    templatePath: join(bundle, 'template.yaml'),
    text: TEMPLATE,
    parameters: {},
    environments: [],
    pathMappingRules: [],
    ...over,
  };
}

describe('checks before a run', () => {
  it('tell of a missing program and a missing input, and of nothing that is right', async () => {
    expect(await checkRequest(request())).toEqual([
      {
        kind: 'program',
        severity: 'error',
        subject: 'no-such-program-here',
        message:
          'no-such-program-here is not installed here. Install it, or put its folder on PATH.',
        where: 'Encode',
      },
      {
        kind: 'input',
        severity: 'error',
        subject: join(bundle, 'scene.blend'),
        message: `${join(bundle, 'scene.blend')} does not exist.`,
        where: 'The scene',
        parameter: 'Scene',
      },
    ]);
  });

  // Nothing is kept from root.
  it.skipIf(process.getuid?.() === 0)(
    'tell what may not be looked at from what is not there',
    async () => {
      const closed = join(bundle, 'closed');
      mkdirSync(closed);
      chmodSync(closed, 0o000);
      const parameters = { Scene: join(closed, 'scene.blend'), Out: join(closed, 'out') };
      const found = await checkRequest(request({ parameters }));
      chmodSync(closed, 0o700);
      expect(found.map(({ message }) => message).slice(1)).toEqual([
        `${join(closed, 'scene.blend')} cannot be looked at: a folder above it may not be entered.`,
        `${join(closed, 'out')} cannot be looked at: a folder above it may not be entered.`,
      ]);
    },
  );

  const TOOLS = `specificationVersion: jobtemplate-2023-09
name: Tools
steps:
- name: Any
  parameterSpace:
    taskParameterDefinitions:
    - { name: Frame, type: INT, range: 1-100000 }
    - { name: Tool, type: STRING, range: [sh, no-such-a, no-such-b] }
  script: { actions: { onRun: { command: "{{Task.Param.Tool}}" } } }
- name: Other
  hostRequirements: { amounts: [{ name: amount.worker.vcpu, min: 100000 }] }
  script: { actions: { onRun: { command: no-such-c } } }
`;

  it('tell of every program that tasks call, of as many tasks as there are', async () => {
    const found = await checkRequest(request({ text: TOOLS }));
    expect(found.map(({ kind, subject, where }) => `${kind} ${subject} ${where}`)).toEqual([
      'program no-such-a Any',
      'program no-such-b Any',
      'program no-such-c Other',
      'requirement amount.worker.vcpu Other',
    ]);
  });

  it('look at what is to run alone', async () => {
    const scoped = async (scope: JobRequest['scope'] & object) =>
      (await checkRequest(request({ text: TOOLS, scope }))).map(({ subject }) => subject);
    expect(await scoped({ kind: 'step', step: 'Other', withDependencies: false })).toEqual([
      'no-such-c',
      'amount.worker.vcpu',
    ]);
    expect(await scoped({ kind: 'tasks', step: 'Any', indices: ['0', '3'] })).toEqual([]);
    expect(await scoped({ kind: 'tasks', step: 'Any', indices: ['1'] })).toEqual(['no-such-a']);
    expect(await scoped({ kind: 'failed', runId: 'r' })).toHaveLength(4);
  });

  it('look where path mapping says that a path is', async () => {
    mkdirSync(join(bundle, 'here'));
    writeFileSync(join(bundle, 'here', 'scene.blend'), 'x');
    const found = await checkRequest(
      request({
        parameters: { Scene: '/mnt/show/scene.blend' },
        pathMappingRules: [
          {
            sourcePathFormat: 'POSIX',
            sourcePath: '/mnt/show',
            destinationPath: join(bundle, 'here'),
          },
        ],
      }),
    );
    expect(found.map(({ kind }) => kind)).toEqual(['program']);
  });

  it('tell of a file where a folder is needed, and of a place that cannot be made', async () => {
    writeFileSync(join(bundle, 'scene.blend'), 'x');
    writeFileSync(join(bundle, 'file'), 'x');
    const messages = async (Out: string) =>
      (await checkRequest(request({ parameters: { Out } })))
        .filter(({ kind }) => kind === 'output')
        .map(({ message }) => message);
    expect(await messages(join(bundle, 'file'))).toEqual([
      `${join(bundle, 'file')} is a file, not a folder.`,
    ]);
    expect(await messages(join(bundle, 'file', 'below', 'it'))).toEqual([
      `${join(bundle, 'file')} is a file, so ${join(bundle, 'file', 'below', 'it')} cannot be made.`,
    ]);
    expect(await messages(join(bundle, 'new', 'folder'))).toEqual([]);
  });

  it('leave it open whether an environment brings a program', async () => {
    const text = `specificationVersion: environment-2023-09
environment: { name: Tools, variables: { PATH: /opt/tools/bin } }
`;
    const found = await checkRequest(request({ environments: [{ path: '/e.yaml', text }] }));
    expect(found[0]).toMatchObject({
      severity: 'unknown',
      message: 'no-such-program-here is not installed here. The environment "Tools" may bring it.',
    });
  });
});

describe('host requirements', () => {
  const facts = {
    amounts: new Map([
      ['amount.worker.vcpu', 4],
      ['amount.worker.memory', 8192],
    ]),
    attributes: new Map([['attr.worker.os.family', 'linux']]),
  };
  const check = (
    amounts: { name: string; min?: number; max?: number }[],
    attributes: { name: string; anyOf?: string[]; allOf?: string[] }[] = [],
  ) =>
    requirementFindings({ name: 'Render', hostRequirements: { amounts, attributes } }, facts).map(
      ({ severity, message }) => `${severity}: ${message}`,
    );

  it('are met, not met, or nobody knows', () => {
    expect(
      check([
        { name: 'amount.worker.vcpu', min: 4 },
        { name: 'amount.worker.memory', min: 16384 },
        { name: 'amount.licenses.nuke', min: 1 },
        { name: 'amount.worker.vcpu', max: 2 },
      ]),
    ).toEqual([
      'error: amount.worker.memory of at least 16384 is asked for; this machine has 8192.',
      'unknown: amount.licenses.nuke of 1 is asked for; nobody here can tell.',
    ]);
    expect(
      check(
        [],
        [
          { name: 'attr.worker.os.family', anyOf: ['Linux', 'windows'] },
          { name: 'attr.worker.os.family', anyOf: ['windows'] },
          { name: 'attr.studio.floor', allOf: ['second'] },
        ],
      ),
    ).toEqual([
      'error: attr.worker.os.family (one of windows) is asked for; this machine has linux.',
      'unknown: attr.studio.floor (all of second) is asked for; nobody here can tell.',
    ]);
  });
});
