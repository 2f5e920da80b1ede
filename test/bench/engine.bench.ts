import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type RunInput, RunManager, RunStore } from '../../src/main/runs/index.ts';
import { templateWork } from '../../src/main/services/template-work.ts';
import { Session } from '../../src/main/session/index.ts';
import {
  createJob,
  decodeTemplate,
  type Job,
  type JobTemplate,
} from '../../src/shared/model/index.ts';
import { distribution, heading, measureAsync, milliseconds, row } from './report.ts';
import { templateWithLines } from './templates.ts';

function makeJob(command: string, args: string[], frames: string): { job: Job; text: string } {
  const text = `specificationVersion: jobtemplate-2023-09
name: Bench
steps:
- name: Step
  parameterSpace:
    taskParameterDefinitions:
    - {name: Frame, type: INT, range: "${frames}"}
  script:
    actions:
      onRun: {command: ${command}, args: ${JSON.stringify(args)}}
`;
  const { job } = createJob({
    template: decodeTemplate(text).template as JobTemplate,
    parameters: {},
    templateDir: '/tmp',
    workingDir: '/tmp',
    pathFormat: 'POSIX',
  });
  if (!job) throw new Error('The bench template does not make a job.');
  return { job, text };
}

function bareSpawn(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('true', { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.resume();
    child.stderr.resume();
    child.on('close', () => resolve());
    child.on('error', reject);
  });
}

heading('A trivial task, everything included');
{
  const bare: number[] = [];
  const timed: Record<'pipe' | 'pty', number[]> = { pipe: [], pty: [] };
  const { job } = makeJob('"true"', [], '1-400');
  const [step] = job.steps;
  if (!step) throw new Error('The bench job has no step.');
  const sessions = {
    pipe: await Session.open({ job, processKind: 'pipe' }),
    pty: await Session.open({ job, processKind: 'pty' }),
  };
  // In turn, so that the machine's other work falls on all alike.
  for (let round = 0; round < 320; round++) {
    const counted = round >= 20;
    let begun = performance.now();
    await bareSpawn();
    if (counted) bare.push(performance.now() - begun);
    for (const kind of ['pipe', 'pty'] as const) {
      begun = performance.now();
      const result = await sessions[kind].runTask(step, step.space.at(round));
      if (result.state !== 'SUCCESS') throw new Error(`A task ended ${result.state}.`);
      if (counted) timed[kind].push(performance.now() - begun);
    }
  }
  await sessions.pipe.close();
  await sessions.pty.close();
  const base = distribution(bare);
  row('bare spawn of `true`', milliseconds(base));
  for (const kind of ['pipe', 'pty'] as const) {
    const figures = distribution(timed[kind]);
    row(
      `a task by ${kind}`,
      milliseconds(figures),
      `${(figures.median / base.median).toFixed(2)} × bare`,
    );
  }
}

async function withManager<T>(work: (manager: RunManager) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'jobwright-bench-'));
  const manager = new RunManager({ store: new RunStore(home) });
  await manager.prepare();
  try {
    return await work(manager);
  } finally {
    await manager.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function input(made: { job: Job; text: string }, more: Partial<RunInput> = {}): RunInput {
  return {
    job: made.job,
    templatePath: '/tmp/bench/template.yaml',
    templateText: made.text,
    scope: { kind: 'job' },
    processKind: 'pipe',
    ...more,
  };
}

heading('A run');
await withManager(async (manager) => {
  const first = await measureAsync(30, 5, async () => {
    const made = makeJob('echo', ['hello'], '1-1');
    await new Promise<void>((resolve, reject) => {
      manager
        .start(
          input(made, {
            onSessionEvent: (_session, event) => {
              if (event.type === 'log' && event.text === 'hello') resolve();
            },
          }),
        )
        .catch(reject);
    });
  });
  row('request → first output of the first task', milliseconds(first));
});

for (const kind of ['pipe', 'pty'] as const)
  await withManager(async (manager) => {
    const lines = 1_000_000;
    const made = makeJob('seq', ['1', String(lines)], '1-1');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const begun = performance.now();
    const { id, done } = await manager.start(input(made, { processKind: kind }));
    const record = await done;
    const seconds = (performance.now() - begun) / 1000;
    delay.disable();
    const log = await manager.readLog({ runId: id, actionId: 1 }, 0, 1);
    const tail = await manager.readLog({ runId: id, actionId: 1 }, log.total - 5, 5);
    const whole = record.state === 'succeeded' && tail.text.includes(`\n${lines}\n`);
    row(
      `1,000,000 lines into the log store by ${kind}`,
      `${seconds.toFixed(2)} s, event loop p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms`,
      `${whole ? 'nothing lost' : 'LOST LINES'}, ${log.total} lines, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`,
    );
  });

{
  const text = templateWithLines(154_000).slice(0, 4 << 20);
  const request = {
    templatePath: '/tmp/bench/template.yaml',
    text: text.slice(0, text.lastIndexOf('- name: Step')),
    parameters: {},
    environments: [],
    pathMappingRules: [],
  };
  // CPU time of this thread in one turn: what the event loop is held up where the machine is free.
  let longest = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = process.threadCpuUsage();
    longest = Math.max(longest, (now.user + now.system - before.user - before.system) / 1000);
    before = now;
  }, 1);
  const begun = performance.now();
  const job = await templateWork.job(request);
  clearInterval(timer);
  row(
    'a template of 4 MiB read for a run',
    `${((performance.now() - begun) / 1000).toFixed(2)} s, longest turn ${longest.toFixed(1)} ms`,
    `${job.steps.length} steps, ${(request.text.length / 2 ** 20).toFixed(1)} MiB`,
  );
  // The thread is kept for the next request; here there is none.
  process.exit(0);
}
