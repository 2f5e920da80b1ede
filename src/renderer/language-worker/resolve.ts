import {
  fileLocations,
  type Job,
  ResolveError,
  resolveTask,
  resolveVariables,
  type Step,
  type TaskParameterSet,
} from '../../shared/model/index.ts';
import { LineIndex } from '../../shared/text/line-index.ts';
import type { ResolvedTask } from './contract.ts';

/** The session's folder does not exist before a run: its place is shown by name. */
const SESSION = '<session>';

interface Context {
  readonly job: Job;
  readonly text: string;
  readonly pathFormat: 'POSIX' | 'WINDOWS';
}

/** What a task will execute, as far as it is known before it does. */
export function previewTask(context: Context, step: Step, task: TaskParameterSet): ResolvedTask {
  const { job, pathFormat } = context;
  const host = {
    job,
    pathFormat,
    sessionDirectory: SESSION,
    pathMappingRules: [],
    pathMappingRulesFile: `${SESSION}/path_mapping.json`,
  };
  const origin = step.script.onRun.origin;
  const line = new LineIndex(context.text).positionAt(origin.range.start).line;
  const nothing = {
    command: '',
    args: [],
    cancelation: '',
    notifyPeriodSeconds: 0,
    files: [],
    variables: [],
    line,
  };
  try {
    const locations = fileLocations(
      step.script,
      `${SESSION}/embedded_files`,
      pathFormat,
      (file) => file.name,
    );
    const { action, files } = resolveTask(host, step, task, locations);
    return {
      command: action.command,
      args: action.args,
      ...(action.timeoutSeconds === undefined ? {} : { timeoutSeconds: action.timeoutSeconds }),
      cancelation: action.cancelation.mode,
      notifyPeriodSeconds: action.cancelation.notifyPeriodSeconds,
      files: files.map(({ name, path, data, runnable }) => ({ name, path, data, runnable })),
      variables: [...job.externalEnvironments, ...job.environments, ...step.environments].flatMap(
        (environment) =>
          resolveVariables(host, environment).map(({ name, value }) => ({
            name,
            value,
            from: environment.name,
          })),
      ),
      line,
    };
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    return { ...nothing, error: error.message };
  }
}
