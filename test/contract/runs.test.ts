import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/main/app.ts';
import { appPaths } from '../../src/main/services/app-paths.ts';
import {
  type Params,
  ProtocolError,
  type RunRecord,
  type TrustSheet,
} from '../../src/shared/protocol/index.ts';
import { type Connected, transports } from './transports.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Contract
parameterDefinitions:
- {name: Frames, type: STRING, default: 1-5}
steps:
- name: Render
  parameterSpace:
    taskParameterDefinitions:
    - {name: Frame, type: INT, range: "{{Param.Frames}}"}
  script:
    actions:
      onRun: {command: sh, args: ["{{Task.File.script}}"]}
    embeddedFiles:
    - name: script
      type: TEXT
      data: |
        echo "openjd_progress: 50"
        echo frame {{Task.Param.Frame}}
        test {{Task.Param.Frame}} -ne 5
`;

describe.each(Object.keys(transports))('runs over %s', (name) => {
  let app: App;
  let connected: Connected;
  let templatePath: string;

  beforeAll(async () => {
    const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
    app = createApp({ host: 'memory', paths: appPaths({ JOBWRIGHT_HOME: home }) });
    connected = await (transports[name] as (typeof transports)[string])(app.dispatcher);
    const bundle = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
    templatePath = join(bundle, 'template.yaml');
    writeFileSync(templatePath, TEMPLATE);
  });

  afterAll(async () => {
    await connected.close();
    await app.close();
  });

  function request(over: Partial<Params<'run.start'>> = {}): Params<'run.start'> {
    return {
      templatePath,
      text: TEMPLATE,
      parameters: {},
      environments: [],
      pathMappingRules: [],
      scope: { kind: 'job' },
      processKind: 'pipe',
      sessions: 1,
      maxFailures: 0,
      ...over,
    };
  }

  async function refusal(work: Promise<unknown>): Promise<ProtocolError> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ProtocolError);
    return error as ProtocolError;
  }

  async function finished(run: RunRecord): Promise<RunRecord> {
    for (;;) {
      const now = await connected.client.call('run.get', { runId: run.id });
      if (now.endedAt !== undefined) return now;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('runs nothing before its commands were shown and agreed to', async () => {
    const error = await refusal(connected.client.call('run.start', request()));
    expect(error.code).toBe('trust-required');
    const sheet = error.data as unknown as TrustSheet;
    expect(sheet.commands).toMatchObject([
      { where: 'Render', command: 'sh', program: expect.stringMatching(/\/sh$/) },
    ]);
    expect(sheet.scripts[0]?.text).toContain('echo frame 1\n');
    await connected.client.call('trust.grant', {
      root: sheet.root,
      contentHash: sheet.contentHash,
    });
    expect((await connected.client.call('bundle.open', { path: templatePath })).trust).toBe(
      'trusted',
    );
  });

  it('says with the sheet where not all of a bundle can be looked at, and runs what was agreed to', async () => {
    const root = mkdtempSync(join(tmpdir(), 'jobwright-deep-'));
    writeFileSync(join(root, 'template.yaml'), TEMPLATE);
    mkdirSync(join(root, 'deep/'.repeat(66)), { recursive: true });
    const { trust } = await connected.client.call('bundle.open', { path: root });
    expect(trust).toBe('untrusted');
    const deep = request({
      templatePath: join(root, 'template.yaml'),
      parameters: { Frames: '1-2' },
    });
    const error = await refusal(connected.client.call('run.start', deep));
    expect(error.code).toBe('trust-required');
    const { beyond, contentHash } = error.data as unknown as TrustSheet;
    expect(beyond).toEqual({ code: 'too-many', path: 'deep/'.repeat(65).slice(0, -1) });
    await connected.client.call('trust.grant', { root, contentHash });
    const run = await connected.client.call('run.start', deep);
    await expect
      .poll(async () => (await connected.client.call('run.get', { runId: run.id })).state)
      .toBe('succeeded');
  });

  it('asks again for an environment template from elsewhere, runs in it, and keeps it with the run', async () => {
    const text = `specificationVersion: environment-2023-09
parameterDefinitions:
- {name: Studio, type: STRING, default: none}
environment:
  name: Studio
  variables: {STUDIO: "{{Param.Studio}}"}
`;
    const layered = request({
      text: TEMPLATE.replace('echo frame {{Task.Param.Frame}}', 'echo "studio is $STUDIO"'),
      parameters: { Frames: '1', Studio: 'north' },
      environments: [{ path: '/elsewhere/studio.yaml', text }],
      pathMappingRules: [
        { sourcePathFormat: 'POSIX', sourcePath: '/mnt', destinationPath: '/srv' },
      ],
    });
    const error = await refusal(connected.client.call('run.start', layered));
    expect(error.code).toBe('trust-required');
    const sheet = error.data as unknown as TrustSheet;
    expect(sheet.environments).toEqual([
      { path: '/elsewhere/studio.yaml', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    await connected.client.call('trust.grant', {
      root: sheet.root,
      contentHash: sheet.contentHash,
      environmentHashes: sheet.environments.map(({ hash }) => hash),
    });
    const run = await finished(await connected.client.call('run.start', layered));
    expect(run.state).toBe('succeeded');
    const { actions } = await connected.client.call('run.actions', {
      runId: run.id,
      from: 0,
      count: 10,
    });
    const log = await connected.client.call('log.read', {
      runId: run.id,
      actionId: actions.find(({ kind }) => kind === 'onRun')?.id ?? 0,
      from: 0,
      count: 100,
    });
    expect(JSON.stringify(log)).toContain('studio is north');
    expect(await connected.client.call('run.inputs', { runId: run.id })).toEqual({
      text: layered.text,
      parameters: layered.parameters,
      environments: layered.environments,
      pathMappingRules: layered.pathMappingRules,
    });
    // The files that execute are kept with it.
    const { files } = await connected.client.call('run.files', { runId: run.id });
    expect(files).toContainEqual({ path: 'template.yaml', kept: true, state: 'same' });
    const kept = { runId: run.id, path: 'template.yaml' };
    expect(await connected.client.call('run.file', kept)).toEqual({
      text: readFileSync(templatePath, 'utf8'),
    });
    const outside = connected.client.call('run.file', { ...kept, path: '../inputs.json' });
    expect((await refusal(outside)).code).toBe('not-found');
    // Another text in its place is another thing to agree to.
    const other = { path: '/elsewhere/studio.yaml', text: `${text}# changed` };
    const again = await refusal(
      connected.client.call('run.start', { ...layered, environments: [other] }),
    );
    expect(again.code).toBe('trust-required');
  });

  it('keeps a bundle’s set-up, one part of it at a time', async () => {
    const { root, setup } = await connected.client.call('bundle.open', { path: templatePath });
    expect(setup).toEqual({
      environments: [],
      pathMappingRules: [],
      presets: [],
      recentValues: {},
    });
    const environments = [{ path: '/a.yaml', enabled: false }];
    const presets = [{ name: 'Quick', values: { Frames: '1-2' } }];
    await connected.client.call('bundle.keepSetup', { root, setup: { environments } });
    await connected.client.call('bundle.keepSetup', { root, setup: { presets } });
    expect((await connected.client.call('bundle.open', { path: templatePath })).setup).toEqual({
      environments,
      pathMappingRules: [],
      presets,
      recentValues: {},
    });
  });

  it('checks a request without running anything of it', async () => {
    const text = TEMPLATE.replace('command: sh', 'command: no-such-program-here');
    expect(await connected.client.call('run.check', request({ text }))).toMatchObject([
      { kind: 'program', severity: 'error', subject: 'no-such-program-here', where: 'Render' },
    ]);
  });

  it('says every error of a job that cannot run', async () => {
    const text = TEMPLATE.replace('{{Task.Param.Frame}}', '{{Task.Param.Fram}}');
    const error = await refusal(connected.client.call('run.start', request({ text })));
    expect(error.code).toBe('invalid-job');
    expect((error.data as { diagnostics: object[] }).diagnostics).toMatchObject([
      { severity: 'error', range: { start: text.indexOf('Task.Param.Fram}}') } },
    ]);
    const missing = await refusal(
      connected.client.call(
        'run.start',
        request({ scope: { kind: 'step', step: 'No', withDependencies: false } }),
      ),
    );
    expect(missing.code).toBe('invalid-job');
  });

  it('runs, tells what happens, and keeps it', async () => {
    const states: string[] = [];
    const stop = connected.client.on('run.changed', ({ run }) => states.push(run.state));
    const run = await finished(await connected.client.call('run.start', request()));
    stop();
    expect(run).toMatchObject({
      state: 'failed',
      steps: [{ name: 'Render', total: '5', succeeded: 4, failed: 1 }],
    });
    await expect.poll(() => states.at(-1)).toBe('failed');
    const { states: letters } = await connected.client.call('run.taskStates', {
      runId: run.id,
      step: 'Render',
      from: '0',
      count: 6,
    });
    expect(letters).toMatch(/^ddddf-?$/);
    const { action } = await connected.client.call('run.taskAction', {
      runId: run.id,
      step: 'Render',
      taskIndex: '4',
    });
    expect(action).toMatchObject({ state: 'failed', exitCode: 1, progress: 50, kind: 'onRun' });
    const { actions, total } = await connected.client.call('run.actions', {
      runId: run.id,
      from: 0,
      count: 100,
    });
    expect({ total, labels: actions.map(({ label }) => label) }).toEqual({
      total: 5,
      labels: [1, 2, 3, 4, 5].map((frame) => `Render · Frame=${frame}`),
    });
    const inputs = await connected.client.call('run.inputs', { runId: run.id });
    expect(inputs.text).toBe(TEMPLATE);
    const listed = await connected.client.call('run.list', { templatePath, limit: 10 });
    expect(listed.map(({ id }) => id)).toContain(run.id);
  });

  it('streams a log to whoever subscribes and finds text in it', async () => {
    const run = await connected.client.call(
      'run.start',
      request({ scope: { kind: 'tasks', step: 'Render', indices: ['2'] } }),
    );
    await finished(run);
    const text: string[] = [];
    let complete = false;
    const { subscription } = await new Promise<{ subscription: number }>((resolve, reject) => {
      connected.client.on('log.batch', ({ subscription: from, batch }) => {
        if (batch.count > 0) text.push(batch.text);
        complete ||= batch.complete;
        void connected.client.call('log.acknowledge', {
          subscription: from,
          upTo: batch.first + batch.count,
        });
      });
      connected.client
        .call('log.subscribe', { runId: run.id, actionId: 1, from: 0 })
        .then(resolve, reject);
    });
    await expect.poll(() => complete).toBe(true);
    const lines = text.join('\n').split('\n');
    expect(lines).toContain('frame 3');
    expect(lines).toContain('openjd_progress: 50');
    await connected.client.call('log.unsubscribe', { subscription });
    const found = await connected.client.call('log.search', {
      runId: run.id,
      actionId: 1,
      text: 'FRAME 3',
      matchCase: false,
      limit: 10,
    });
    expect(found).toEqual({ count: 1, lines: [lines.indexOf('frame 3')] });
  });

  it('stops a run now and runs what is left again', async () => {
    const text = TEMPLATE.replace('echo frame', 'sleep 30; echo frame');
    const run = await connected.client.call('run.start', request({ text }));
    await expect
      .poll(async () => (await connected.client.call('run.get', { runId: run.id })).actionCount)
      .toBeGreaterThan(0);
    await connected.client.call('run.stop', { runId: run.id, mode: 'now' });
    expect((await finished(run)).state).toBe('canceled');
    const again = await finished(
      await connected.client.call(
        'run.start',
        request({ scope: { kind: 'failed', runId: run.id } }),
      ),
    );
    expect(again.steps).toMatchObject([{ total: '5', succeeded: 4, failed: 1 }]);
  });

  it('says why actions cannot run as a user, before and when they are to', async () => {
    expect(await connected.client.call('run.checkUser', { user: 'no-such-user' })).toEqual({
      problem: 'There is no user "no-such-user" on this machine.',
    });
    expect(await connected.client.call('run.checkUser', { user: userInfo().username })).toEqual({
      problem: null,
    });
    const error = await refusal(
      connected.client.call('run.start', request({ user: 'no-such-user' })),
    );
    expect({ code: error.code, message: error.message }).toEqual({
      code: 'unsupported',
      message: 'There is no user "no-such-user" on this machine.',
    });
  });

  it('knows no run that is not there', async () => {
    const error = await refusal(connected.client.call('run.get', { runId: 'none' }));
    expect(error.code).toBe('unknown-run');
  });
});
