/**
 * A host of its own for one flood of output, so that its memory and its event loop are the engine's alone.
 * Arguments: a folder, the kind of process, a shell script. Prints one line of JSON.
 */
import fs from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { RunManager, RunStore } from '../../../../src/main/runs/index.ts';
import { shellJob } from '../session/job-of.ts';

const [folder = '', kind, script = ''] = process.argv.slice(2);
const manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
await manager.prepare();
const delay = monitorEventLoopDelay({ resolution: 1 });
let sampled = 0;
const timer = setInterval(() => {
  sampled = Math.max(sampled, process.memoryUsage.rss());
}, 20);
const { id, done } = await manager.start({
  job: shellJob(script),
  templatePath: '/t.yaml',
  templateText: '',
  scope: { kind: 'job' },
  sessionRoot: path.join(folder, 'OpenJD'),
  processKind: kind === 'pty' ? 'pty' : 'pipe',
});
delay.enable();
const { state } = await done;
delay.disable();
clearInterval(timer);
const { total, text, kinds } = await manager.readLog({ runId: id, actionId: 1 }, 0, 30);
const output = kinds.indexOf('o');
const tail = await manager.readLog({ runId: id, actionId: 1 }, total - 3, 3);
process.stdout.write(
  JSON.stringify({
    state,
    /** Lines of output and after it. */
    lines: total - output,
    first: text.split('\n')[output],
    last: tail.text.split('\n'),
    peak: highWater() ?? sampled,
    p99: delay.percentile(99) / 1e6,
  }),
);
await manager.close();

/** The most memory that this process ever had, where the system keeps it. */
function highWater(): number | undefined {
  try {
    const status = fs.readFileSync('/proc/self/status', 'latin1');
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]) * 1024 || undefined;
  } catch {
    return undefined;
  }
}
