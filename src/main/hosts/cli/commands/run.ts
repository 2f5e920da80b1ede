import { resolve } from 'node:path';
import { type PathMappingRule, parsePathMappingRules } from '../../../../shared/expr/index.ts';
import type { Job } from '../../../../shared/model/index.ts';
import {
  parseSessionUser,
  refuseTwoWrapLayers,
  Session,
  SessionError,
  type SessionUser,
  SessionUserError,
} from '../../../session/index.ts';
import { fail, USAGE_EXIT } from '../exit.ts';
import { type JobOptions, type LoadedJob, loadJob } from '../input/load-job.ts';
import type { TemplateSource } from '../input/read-template.ts';
import { readValueArgument } from '../input/value-argument.ts';
import { type OutputFormat, printDocument } from '../print/document.ts';
import { runInSession, type SessionOutcome } from '../run/local-session.ts';
import { LogPrinter, type TimestampFormat } from '../run/log-printer.ts';
import { type SelectedStep, type SelectionOptions, selectTasks } from '../run/selection.ts';

interface RunOptions extends JobOptions, SelectionOptions {
  readonly pathMappingRules?: string;
  readonly preserve?: boolean;
  readonly verbose?: boolean;
  readonly timestampFormat: TimestampFormat;
  readonly pty?: boolean;
  readonly user?: string;
  readonly signedBy: readonly string[];
  readonly output: OutputFormat;
}

/** Runs a job, or what the options choose of it, in one session on this machine. */
export async function run(path: string, options: RunOptions): Promise<void> {
  const loaded = await loadJob(path, options);
  const { job } = loaded;
  if (options.signedBy.length > 0) await requireSignature(options.signedBy, loaded);
  const steps = await selectTasks(job, options);
  const pathMappingRules = await readRules(options.pathMappingRules);
  preflight(job, steps);
  const user = readUser(options.user);

  // With a document on standard output, the log goes to standard error.
  const stream = options.output === 'human-readable' ? process.stdout : process.stderr;
  let session: Session | undefined;
  const printer = new LogPrinter(stream, options.timestampFormat, {
    pause: () => session?.pauseOutput(),
    resume: () => session?.resumeOutput(),
  });
  const started = performance.now();
  const interrupts = countInterrupts((count) => {
    printer.print(Date.now(), 'Interruption signal received.');
    session?.cancel(count > 2 ? { urgent: true } : {});
  });
  try {
    session = await Session.open({
      job,
      pathMappingRules,
      processKind: options.pty ? 'pty' : 'pipe',
      keepDirectory: options.preserve ?? false,
      ...(user === undefined ? {} : { user }),
      onEvent: (event) => {
        if (event.type === 'log') printer.print(event.time, event.text);
        else if (event.type === 'action-changed' && options.verbose && event.change.pid)
          printer.print(
            Date.now(),
            `Action ${event.actionId} runs as ${event.change.processKind ?? 'process'} ${event.change.pid}`,
          );
      },
    });
  } catch (error) {
    if (error instanceof SessionError || error instanceof SessionUserError) fail(error.message, 1);
    throw error;
  }
  const outcome = await runInSession(session, job, steps, () => interrupts.count > 0);
  await session.close();
  interrupts.stop();
  process.exitCode = outcome.succeeded ? 0 : 1;
  report(job, steps, outcome, {
    seconds: (performance.now() - started) / 1000,
    ...(options.preserve ? { directory: session.directory } : {}),
    output: options.output,
  });
}

/** Ends the command unless one of the keys vouches for the bundle and for each layered environment. */
async function requireSignature(
  keys: readonly string[],
  { source, environments }: Pick<LoadedJob, 'source' | 'environments'>,
): Promise<void> {
  // Loaded when it is needed: most runs ask for no signature.
  const [{ whoVouches }, { readSigners }, { refusalWords }] = await Promise.all([
    import('../../../services/who-vouches.ts'),
    import('../input/read-key.ts'),
    import('../print/trust-words.ts'),
  ]);
  const file = (one: TemplateSource) => ({ path: resolve(one.path), text: one.text });
  const { path: templatePath, text } = file(source);
  const found = await whoVouches(await readSigners(keys), {
    templatePath,
    text,
    environments: environments.map((one) => file(one.source)),
  });
  if (found.state !== 'signed') fail(refusalWords(found, source.directory), 1);
}

async function readRules(argument: string | undefined): Promise<readonly PathMappingRule[]> {
  if (argument === undefined) return [];
  const parsed = parsePathMappingRules(await readValueArgument('--path-mapping-rules', argument));
  if ('rules' in parsed) return parsed.rules;
  fail(
    `--path-mapping-rules: ${parsed.issues.map(({ message }) => message).join(' ')}`,
    argument.startsWith('file://') ? 1 : USAGE_EXIT,
  );
}

function readUser(text: string | undefined): SessionUser | undefined {
  if (text === undefined) return undefined;
  try {
    return parseSessionUser(text);
  } catch (error) {
    if (error instanceof SessionUserError) fail(error.message, 1);
    throw error;
  }
}

/** Every stack of environments that this run will build is looked at before anything is entered (§4.3). */
function preflight(job: Job, steps: readonly SelectedStep[]): void {
  const around = [...job.externalEnvironments, ...job.environments];
  try {
    refuseTwoWrapLayers(around);
    for (const { step } of steps) refuseTwoWrapLayers([...around, ...step.environments]);
  } catch (error) {
    if (error instanceof SessionError) fail(error.message, 1);
    throw error;
  }
}

/** Ctrl-C cancels what runs, a second one what runs then, a third one ends it at once. */
function countInterrupts(onInterrupt: (count: number) => void): {
  readonly count: number;
  stop(): void;
} {
  let count = 0;
  const heard = (): void => onInterrupt(++count);
  process.on('SIGINT', heard);
  process.on('SIGTERM', heard);
  process.on('SIGHUP', heard);
  return {
    get count() {
      return count;
    },
    stop: () => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, heard);
    },
  };
}

function report(
  job: Job,
  steps: readonly SelectedStep[],
  outcome: SessionOutcome,
  { seconds, directory, output }: { seconds: number; directory?: string; output: OutputFormat },
): void {
  const message = outcome.succeeded
    ? 'Session ended successfully'
    : `Session ended with errors${outcome.message === undefined ? '' : `: ${outcome.message}`}`;
  const [only] = steps;
  const stepName = steps.length === 1 ? only?.step.name : undefined;
  if (output !== 'human-readable') {
    printDocument(
      {
        status: outcome.succeeded ? 'success' : 'error',
        message,
        job_name: job.name,
        ...(stepName === undefined ? {} : { step_name: stepName }),
        duration: Math.round(seconds * 1000) / 1000,
        tasks_run: outcome.tasksRun,
        ...(directory === undefined ? {} : { session_directory: directory }),
      },
      output,
    );
    return;
  }
  process.stdout.write(
    [
      '\n--- Results of local session ---\n\n',
      `${message}\n`,
      directory === undefined ? '' : `Working directory preserved at: ${directory}\n`,
      `\nJob: ${job.name}\n`,
      stepName === undefined ? '' : `Step: ${stepName}\n`,
      `Duration: ${seconds.toFixed(3)} seconds\n`,
      `Tasks run: ${outcome.tasksRun}\n`,
    ].join(''),
  );
}
