import { type CommandLineRun, openjdRun } from '../../shared/model/job/openjd-run.ts';
import type { RunRecord } from '../../shared/protocol/run.ts';
import { type Shell, shellText } from '../../shared/text/shell-quote.ts';
import { backend, failureText } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import { text as words } from '../text/en.ts';
import { notify, useApp } from './app-store.ts';
import { useDocument } from './document-store.ts';
import { unsavedNames } from './file-saving.ts';
import { readInputs } from './history-store.ts';
import { useJob } from './job-store.ts';
import { pastTaskValues } from './past-run.ts';
import { count, indices } from './ranges.ts';
import { makeRequest } from './run-store.ts';
import { shownStep, useTasks } from './task-store.ts';

/** More do not fit into a command line everywhere. */
const TASKS_NAMED = 500;
const STATES_READ = 100_000;

/** The shell that a copied command is for, as far as the machine tells. */
function usualShell(): Shell {
  return useApp.getState().info?.platform === 'windows' ? 'powershell' : 'posix';
}

/** Copies the command that runs the whole job elsewhere, with the values of the form. */
export async function copyJobCommand(shell: Shell = usualShell()): Promise<void> {
  const run = shownRun();
  if (run) await copy([run], shell);
}

/** Copies the command that runs the selected tasks. */
export async function copyTasksCommand(shell: Shell = usualShell()): Promise<void> {
  const step = shownStep(useJob.getState().job?.steps, useTasks.getState().step);
  const { selected } = useTasks.getState();
  const run = shownRun();
  if (!run || !step) return;
  if (count(selected) > BigInt(TASKS_NAMED)) {
    notify('error', words.elsewhere.tooMany(TASKS_NAMED));
    return;
  }
  const names = step.parameters.map((parameter) => parameter.name);
  const tasks = await Promise.all(
    indices(selected, TASKS_NAMED).map(async (index) => {
      const [row] = await language.call('tasks', { step: step.name, from: index, count: 1 });
      return Object.fromEntries(names.map((name, at) => [name, row?.values[at] ?? '']));
    }),
  );
  const named = names.length === 0 ? {} : { tasks };
  await copy([{ ...run, step: { name: step.name, ...named } }], shell);
}

function shownRun(): CommandLineRun | undefined {
  const request = makeRequest({ kind: 'job' });
  if (!request) return undefined;
  return {
    templatePath: request.templatePath,
    parameters: request.parameters,
    environments: request.environments.map(({ path }) => path),
    pathMappingRules: request.pathMappingRules,
  };
}

/** Copies what makes a run of the history again: a command a step where not all of a step's tasks ran. */
export async function copyRunCommand(run: RunRecord, shell: Shell = usualShell()): Promise<void> {
  const inputs = await readInputs(run.id);
  if (!inputs) return;
  const base: CommandLineRun = {
    templatePath: run.templatePath,
    parameters: inputs.parameters,
    environments: inputs.environments.map(({ path }) => path),
    pathMappingRules: inputs.pathMappingRules,
  };
  try {
    const commands = await commandsOf(run, base);
    if (commands) await copy(commands, shell);
    else notify('error', words.elsewhere.tooMany(TASKS_NAMED));
    const now = await backend.call('file.read', { path: run.templatePath }).catch(() => undefined);
    if (now?.text !== inputs.text) notify('info', words.elsewhere.otherTemplate);
  } catch (error) {
    notify('error', failureText(error));
  }
}

async function commandsOf(
  run: RunRecord,
  base: CommandLineRun,
): Promise<readonly CommandLineRun[] | undefined> {
  const { scope } = run;
  if (scope.kind === 'job') return [base];
  if (scope.kind === 'step')
    return [{ ...base, step: { name: scope.step, withDependencies: scope.withDependencies } }];
  const commands: CommandLineRun[] = [];
  for (const step of run.steps) {
    if (step.total === '0') continue;
    const found = await ranIndices(run.id, step.name);
    if (found.length > TASKS_NAMED || BigInt(found.length) !== BigInt(step.total)) return undefined;
    const tasks = await pastTaskValues(run, step.name, found);
    commands.push({ ...base, step: { name: step.name, ...(tasks ? { tasks } : {}) } });
  }
  return commands;
}

/** The tasks of a step that were in a run's scope, as far as they can be named. */
async function ranIndices(runId: string, step: string): Promise<readonly string[]> {
  const request = { runId, step, from: '0', count: STATES_READ };
  const { states } = await backend.call('run.taskStates', request);
  return [...states].flatMap((state, index) => (state === '-' ? [] : [String(index)]));
}

async function copy(runs: readonly CommandLineRun[], shell: Shell): Promise<void> {
  const lines = runs.map((run) => shellText(openjdRun(run), shell));
  try {
    await navigator.clipboard.writeText(lines.join('\n'));
  } catch (error) {
    notify('error', failureText(error));
    return;
  }
  const unsaved = isOpen(runs[0]?.templatePath) ? unsavedNames() : [];
  notify(
    'info',
    unsaved.length > 0 ? words.elsewhere.copiedUnsaved(unsaved) : words.elsewhere.copied,
  );
}

function isOpen(templatePath: string | undefined): boolean {
  return useDocument.getState().bundle?.template.path === templatePath;
}
