/**
 * A host that is to be killed: it runs a job whose tasks print lines, leave double-forked processes and
 * go on, and says on its own output when each task has begun. Argument: a folder.
 */
import path from 'node:path';
import { HOST_MARK } from '../../../../src/main/process/index.ts';
import { RunManager, RunStore } from '../../../../src/main/runs/index.ts';
import { jobOf } from '../session/job-of.ts';

const folder = process.argv[2] ?? '';
const manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
await manager.prepare();
const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Crash
steps:
  - name: S
    parameterSpace: { taskParameterDefinitions: [{ name: N, type: INT, range: "1-100" }] }
    script:
      actions:
        onRun:
          command: sh
          args:
            - "-c"
            - "(setsid sh -c 'sleep 300 & sleep 301' >/dev/null 2>&1 &); for i in 1 2 3 4 5; do echo line $i; done; sleep 0.05"
`);
process.stdout.write(`${HOST_MARK}\n`);
const handle = await manager.start({
  job,
  templatePath: '/t.yaml',
  templateText: '',
  scope: { kind: 'job' },
  sessions: 2,
  sessionRoot: path.join(folder, 'OpenJD'),
  processKind: process.argv[3] === 'pty' ? 'pty' : 'pipe',
});
await handle.done;
