import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type App, createApp } from '../../src/main/app.ts';
import { ptyAvailability } from '../../src/main/process/index.ts';
import { appPaths } from '../../src/main/services/app-paths.ts';
import type { RunRecord } from '../../src/shared/protocol/index.ts';
import { type Connected, transports } from './transports.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Terminal
jobEnvironments:
- name: Tools
  variables: {JOB_VAR: from the job}
  script:
    actions:
      onEnter: {command: echo, args: ["openjd_env: ENTERED=yes"]}
steps:
- name: Wait
  script:
    actions:
      onRun:
        command: sh
        args: [-c, 'touch marker; while test -e marker; do sleep 0.05; done']
`;

describe.skipIf(!ptyAvailability().available).each(Object.keys(transports))(
  'terminals over %s',
  (name) => {
    let app: App;
    let connected: Connected;
    let templatePath: string;

    beforeAll(async () => {
      const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
      // Shells of a user who has set up nothing: what this machine's user has may take its time.
      vi.stubEnv('HOME', home);
      app = createApp({ host: 'memory', paths: appPaths({ JOBWRIGHT_HOME: home }) });
      connected = await (transports[name] as (typeof transports)[string])(app.dispatcher);
      templatePath = join(mkdtempSync(join(tmpdir(), 'jobwright-bundle-')), 'template.yaml');
      writeFileSync(templatePath, TEMPLATE);
      const sheet = await connected.client.call('trust.describe', request());
      await connected.client.call('trust.grant', sheet);
    });

    afterAll(async () => {
      await connected.close();
      await app.close();
      vi.unstubAllEnvs();
    });

    function request(keepSessionFolders = false) {
      return {
        templatePath,
        text: TEMPLATE,
        parameters: {},
        environments: [],
        pathMappingRules: [],
        scope: { kind: 'job' as const },
        processKind: 'pipe' as const,
        sessions: 1,
        keepSessionFolders,
      };
    }

    async function running(keep = false): Promise<{ run: RunRecord; directory: string }> {
      const { id } = await connected.client.call('run.start', request(keep));
      await expect
        .poll(async () => (await connected.client.call('run.get', { runId: id })).steps[0]?.running)
        .toBe(1);
      const run = await connected.client.call('run.get', { runId: id });
      const directory = run.sessionDirectories[0] ?? '';
      expect(run.sessionNumbers).toEqual([1]);
      await expect.poll(() => existsSync(join(directory, 'marker'))).toBe(true);
      return { run, directory };
    }

    /** Opens one, acknowledging everything; answers what it shows. */
    async function open(run: RunRecord, directory: string) {
      const shown = { text: '', ended: undefined as string | undefined };
      const early = new Map<number, string>();
      let own: number | undefined;
      connected.client.on('terminal.data', ({ terminal, text }) => {
        if (own === undefined) early.set(terminal, (early.get(terminal) ?? '') + text);
        else if (terminal === own) shown.text += text;
        void connected.client
          .call('terminal.acknowledge', { terminal, characters: text.length })
          .catch(() => {});
      });
      connected.client.on('terminal.ended', ({ terminal, message }) => {
        if (terminal === own) shown.ended = message;
      });
      const opened = await connected.client.call('terminal.open', {
        runId: run.id,
        directory,
        columns: 200,
        rows: 40,
      });
      own = opened.terminal;
      shown.text += early.get(own) ?? '';
      const type = (text: string) =>
        connected.client.call('terminal.write', { terminal: opened.terminal, text });
      return { ...opened, shown, type };
    }

    it('has the folder and the variables of the session, and goes with them', async () => {
      const { run, directory } = await running();
      const { type, shown, hasVariables, terminal } = await open(run, directory);
      expect(hasVariables).toBe(true);
      await type('echo "[$JOB_VAR/$ENTERED]"; pwd; tty\n');
      await expect.poll(() => shown.text).toContain('[from the job/yes]');
      await expect.poll(() => shown.text).toContain(directory);
      await expect.poll(() => shown.text).toMatch(/\/dev\/(pts|tty)/);
      await connected.client.call('terminal.resize', { terminal, columns: 97, rows: 31 });
      await type('stty size\n');
      await expect.poll(() => shown.text).toContain('31 97');
      // A flood is held up by a page that does not draw, and none of it is lost.
      await type('seq 1 60000 | tail -n 60000; echo the-end\n');
      await expect.poll(() => shown.text, { timeout: 20_000 }).toContain('\n60000\r\n');
      await type('rm marker\n');
      await expect
        .poll(() => shown.ended, { timeout: 10_000 })
        .toBe('The session has ended and its folder was deleted.');
      expect(existsSync(directory)).toBe(false);
      await expect(type('echo\n')).rejects.toMatchObject({ code: 'unknown-terminal' });
    });

    it('opens in a kept folder with what the task had, and ends when told to', async () => {
      const { run, directory } = await running(true);
      const during = await open(run, directory);
      await during.type('rm marker; exit 3\n');
      await expect.poll(() => during.shown.ended).toBe('The shell has ended with exit code 3.');
      await expect
        .poll(async () => (await connected.client.call('run.get', { runId: run.id })).state)
        .toBe('succeeded');
      const after = await open(run, directory);
      await after.type('echo "[$ENTERED]$$"\n');
      await expect.poll(() => after.shown.text).toMatch(/\[yes\]\d+/);
      const pid = Number(/\[yes\](\d+)/.exec(after.shown.text)?.[1]);
      expect(() => process.kill(pid, 0)).not.toThrow();
      await connected.client.call('terminal.close', { terminal: after.terminal });
      await expect.poll(() => isGone(pid)).toBe(true);
    });

    it('opens nowhere else and not without trust', async () => {
      const { run, directory } = await running(true);
      const start = (where: string) =>
        connected.client.call('terminal.open', {
          runId: run.id,
          directory: where,
          columns: 80,
          rows: 24,
        });
      await expect(start('/')).rejects.toMatchObject({ code: 'not-found' });
      const root = join(templatePath, '..');
      await connected.client.call('trust.revoke', { root });
      await expect(start(directory)).rejects.toMatchObject({ code: 'unsupported' });
      await connected.client.call('run.stop', { runId: run.id, mode: 'kill' });
    });
  },
);

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
