// Runs every task of a bundle in one session and prints what its actions write.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Session } from '../../src/main/session/index.ts';
import { createJob, decodeTemplate, type JobTemplate } from '../../src/shared/model/index.ts';

const bundle = resolve(process.argv[2] ?? 'assets/samples/environments');

const decoded = decodeTemplate(await readFile(join(bundle, 'template.yaml'), 'utf8'));
const { job, diagnostics } = createJob({
  template: decoded.template as JobTemplate,
  parameters: {},
  templateDir: bundle,
  workingDir: process.cwd(),
  pathFormat: 'POSIX',
});
if (!decoded.valid || !job) {
  for (const { message } of [...decoded.diagnostics, ...diagnostics]) console.error(message);
  process.exit(1);
}

const cancelation = new AbortController();
process.once('SIGINT', () => cancelation.abort());

await using session = await Session.open({
  job,
  signal: cancelation.signal,
  onEvent: (event) => {
    if (event.type === 'log') console.log(event.text);
    else if (event.type === 'action-changed' && event.change.progress !== undefined)
      console.log(`[${event.change.progress} %]`);
  },
});

let succeeded = true;
for (const step of job.steps) {
  const around = [...job.environments, ...step.environments];
  for (const environment of around) {
    if (!succeeded) break;
    succeeded = (await session.enterEnvironment(environment)).state === 'SUCCESS';
  }
  for (const task of succeeded ? step.space.iterate() : []) {
    succeeded = (await session.runTask(step, task)).state === 'SUCCESS';
    if (!succeeded) break;
  }
  const exits = await session.exitAll();
  succeeded &&= exits.every((result) => result.state === 'SUCCESS');
  if (!succeeded) break;
}
process.exitCode = succeeded ? 0 : 1;
