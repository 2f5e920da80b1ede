import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
/** Characters that are kept of what the server says. */
const KEPT = 4000;

export interface Server {
  /** The address with its one-time token. */
  readonly url: string;
  readonly home: string;
  /** The last of what it said. */
  output(): string;
  stop(): Promise<void>;
  /** Dies with its guardian, as when the system runs out of memory: nobody tidies up, the home stays. */
  crash(): Promise<void>;
}

/** Starts the browser host as a user would, with a home of its own that is thrown away afterwards. */
export async function startServer(
  path?: string,
  home = mkdtempSync(join(tmpdir(), 'jobwright-e2e-')),
  program = 'dist/cli/main.js',
): Promise<Server> {
  const child = spawn(
    NODE,
    [
      program,
      'serve',
      ...(path === undefined ? [] : [path]),
      '--port',
      '0',
      '--no-open',
      '--output',
      'json',
    ],
    {
      cwd: ROOT,
      env: { ...process.env, JOBWRIGHT_HOME: home, HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let ended = false;
  let crashed = false;
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-KEPT);
    });
  child.once('exit', () => {
    ended = true;
  });
  return {
    url: await addressOf(child),
    home,
    output: () => said,
    crash: async () => {
      crashed = true;
      const gone = new Promise((done) => child.once('exit', done));
      for (const pid of childrenOf(child.pid ?? 0))
        if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('jobwright-guardian'))
          process.kill(pid, 'SIGKILL');
      child.kill('SIGKILL');
      await gone;
    },
    stop: async () => {
      if (crashed) return;
      if (!ended) {
        const gone = new Promise((done) => child.once('exit', done));
        child.kill('SIGTERM');
        await Promise.race([gone, new Promise((done) => setTimeout(done, 5000))]);
        child.kill('SIGKILL');
      }
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const line = output.split('\n').find((one) => one.includes('"url"'));
      if (line) resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${errors}`)));
  });
}
