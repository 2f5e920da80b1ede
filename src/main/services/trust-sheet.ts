import { dirname } from 'node:path';
import type { PathMappingRule } from '../../shared/expr/index.ts';
import {
  type Environment,
  type EnvironmentActionName,
  fileLocations,
  type HostContext,
  type Job,
  type ResolvedScript,
  ResolveError,
  resolveEnvironmentAction,
  resolveTask,
  type ScopedStep,
  scopeSteps,
} from '../../shared/model/index.ts';
import type { CommandPage } from '../../shared/protocol/index.ts';
import { tasksByCommand } from './command-variants.ts';
import { findProgram } from './machine.ts';

type Command = CommandPage['commands'][number];
type Script = CommandPage['scripts'][number];

/** One command with the embedded files that it comes with. */
export interface ShownCommand {
  readonly command: Command;
  readonly scripts: readonly Script[];
}

/** Stands for the session folder, which is made only when something runs. */
export const SESSION = '<session folder>';
/** Begins what stands for a command that exists only while it runs. */
export const NOT_KNOWN = '(known when it runs';

/**
 * What a job would execute, in the order of a session: each environment's actions and, for each step, its
 * action with the values of the first task, and of the first with each other program. Nothing is executed to
 * find out.
 */
export async function commandsOf(
  job: Job,
  templatePath: string,
  pathMappingRules: readonly PathMappingRule[],
  scoped: readonly ScopedStep[] = scopeSteps(job, { kind: 'job' }),
): Promise<ShownCommand[]> {
  const shown: ShownCommand[] = [];
  const programs = new Map<string, Promise<string | null>>();
  const directory = dirname(templatePath);
  const pathFormat = process.platform === 'win32' ? 'WINDOWS' : 'POSIX';
  const host: HostContext = {
    job,
    sessionDirectory: SESSION,
    pathMappingRules,
    pathMappingRulesFile: `${SESSION}/path_mapping.json`,
    pathFormat,
  };

  const add = async (
    where: string,
    resolve: () => ResolvedScript,
    told?: Set<string>,
  ): Promise<void> => {
    try {
      const { action, files } = resolve();
      const { command } = action;
      if (told?.has(command)) return;
      told?.add(command);
      const looked = programs.get(command) ?? findProgram(command, directory);
      programs.set(command, looked);
      const program = await looked;
      shown.push({
        command: {
          where,
          command,
          args: [...action.args],
          ...(program === null ? {} : { program }),
        },
        scripts: files.map((file) => ({ name: `${where} · ${file.filename}`, text: file.data })),
      });
    } catch (error) {
      // Values that exist only while it runs (a wrapped action) cannot be shown before.
      if (!(error instanceof ResolveError)) throw error;
      if (told?.has(NOT_KNOWN)) return;
      told?.add(NOT_KNOWN);
      const command = { where, command: `${NOT_KNOWN}: ${error.message})`, args: [] };
      shown.push({ command, scripts: [] });
    }
  };
  const addEnvironment = async (environment: Environment): Promise<void> => {
    const { script } = environment;
    if (!script) return;
    const files = fileLocations(script, SESSION, pathFormat, (file) => file.name);
    for (const name of Object.keys(script.actions) as EnvironmentActionName[])
      await add(`${environment.name} · ${name}`, () =>
        resolveEnvironmentAction(host, environment, name, files),
      );
  };

  for (const environment of [...job.externalEnvironments, ...job.environments])
    await addEnvironment(environment);
  for (const { step, indices } of inOrder(job, scoped)) {
    for (const environment of step.environments) await addEnvironment(environment);
    const files = fileLocations(step.script, SESSION, pathFormat, (file) => file.name);
    const told = new Set<string>();
    for (const task of tasksByCommand(step, indices))
      await add(step.name, () => resolveTask(host, step, task, files), told);
  }
  return shown;
}

/** As the template has them. */
function inOrder(job: Job, scoped: readonly ScopedStep[]): ScopedStep[] {
  const byName = new Map(scoped.map((one) => [one.step.name, one]));
  return job.steps.flatMap(({ name }) => byName.get(name) ?? []);
}
