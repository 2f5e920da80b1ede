import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunManager, RunStore } from '../../src/main/runs/index.ts';
import { createJob, decodeTemplate, type JobTemplate } from '../../src/shared/model/index.ts';
import { heading, row } from './report.ts';

// A file, hence a process, of its own: the system copies the tables of the host's memory for each process
// that it starts, so what other rows have left in memory would be part of the figures.

const MIB = 2 ** 20;

async function measureRun(count: number, sessions: number): Promise<void> {
  const text = `specificationVersion: jobtemplate-2023-09
name: Bench
steps:
- name: Step
  parameterSpace:
    taskParameterDefinitions:
    - {name: Frame, type: INT, range: "1-${count}"}
  script:
    actions:
      onRun: {command: "true"}
`;
  const { job } = createJob({
    template: decodeTemplate(text).template as JobTemplate,
    parameters: {},
    templateDir: '/tmp',
    workingDir: '/tmp',
    pathFormat: 'POSIX',
  });
  if (!job) throw new Error('The bench template does not make a job.');
  const home = mkdtempSync(join(tmpdir(), 'jobwright-bench-'));
  const manager = new RunManager({ store: new RunStore(home) });
  await manager.prepare();
  // After each quarter, garbage aside: flat means that the last is as the first.
  const quarters: string[] = [];
  const begun = performance.now();
  let quarterBegun = begun;
  const { id, done } = await manager.start({
    job,
    templatePath: '/tmp/bench/template.yaml',
    templateText: text,
    scope: { kind: 'job' },
    processKind: 'pipe',
    sessions,
  });
  const timer = setInterval(() => {
    const ended = manager.get(id)?.steps[0]?.succeeded ?? 0;
    if (ended < (count / 4) * (quarters.length + 1)) return;
    globalThis.gc?.();
    const now = performance.now();
    const heap = Math.round(process.memoryUsage().heapUsed / MIB);
    quarters.push(`${heap} MB at ${((now - quarterBegun) / (count / 4)).toFixed(2)} ms`);
    quarterBegun = now;
  }, 50);
  const record = await done;
  clearInterval(timer);
  const each = (performance.now() - begun) / count;
  row(
    `${count.toLocaleString('en')} tasks, ${sessions} at a time`,
    `${each.toFixed(2)} ms a task; heap ${quarters.join(' → ')}`,
    `${record.state}, ${record.steps[0]?.succeeded} succeeded, ${Math.round(process.memoryUsage.rss() / MIB)} MB in all`,
  );
  await manager.close();
  rmSync(home, { recursive: true, force: true });
}

heading('Many trivial tasks');
await measureRun(2000, 1);
await measureRun(10_000, 4);
await measureRun(2000, 1);
