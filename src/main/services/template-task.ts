import type { JobPiece } from '../../shared/model/index.ts';
import { packJob } from '../../shared/model/index.ts';
import type {
  CommandPage,
  ParameterValues,
  Params,
  RunFinding,
} from '../../shared/protocol/index.ts';
import type { RunInputs } from '../runs/index.ts';
import { parseBundledValues } from './bundled-values.ts';
import { jobOfRequest } from './job-of-request.ts';
import { inputsOf, type Output, outputsOf } from './job-outputs.ts';
import { checkRequest } from './run-checks.ts';
import { type PageRequest, pageOf } from './trust-page.ts';
import { commandsOf } from './trust-sheet.ts';

/** What of a run request a job is made of. */
export type JobRequest = Pick<
  Params<'run.start'>,
  'templatePath' | 'text' | 'parameters' | 'environments' | 'pathMappingRules'
> & {
  /** What of the job is to run; all of it unless given. */
  readonly scope?: Params<'run.start'>['scope'];
  /** Which of the commands are asked for; otherwise the first. */
  readonly page?: PageRequest;
};

/** The request that a run of the history was made of. */
export function requestOf(inputs: RunInputs, templatePath: string): JobRequest {
  return {
    templatePath,
    text: inputs.text,
    parameters: inputs.parameters as JobRequest['parameters'],
    environments: [...inputs.environments],
    pathMappingRules: [...inputs.pathMappingRules],
  };
}

/** What is done with templates for runs: where they are large, in a thread of its own. */
export interface TemplateTasks {
  /** The job, in pieces. */
  readonly job: readonly JobPiece[];
  /** What the job would execute. */
  readonly commands: CommandPage;
  /** Where it writes. */
  readonly outputs: readonly Output[];
  /** The paths that it only reads. */
  readonly inputs: readonly string[];
  /** What of it cannot work on this machine. */
  readonly checks: RunFinding[];
  /** The values that the text, of a `parameter_values` file, gives. */
  readonly values: ParameterValues;
}

export type TemplateTask = keyof TemplateTasks;

/** Does one of them, in whichever thread. */
export function performTask<K extends TemplateTask>(
  task: K,
  request: JobRequest,
): TemplateTasks[K] | Promise<TemplateTasks[K]>;
export function performTask(task: TemplateTask, request: JobRequest): unknown {
  switch (task) {
    case 'job':
      return packJob(jobOfRequest(request));
    case 'commands':
      return commandsOf(jobOfRequest(request), request.templatePath, request.pathMappingRules).then(
        (all) => pageOf(all, request.page),
      );
    case 'checks':
      return checkRequest(request);
    case 'outputs':
      return outputsOf(request);
    case 'inputs':
      return inputsOf(request);
    case 'values':
      return parseBundledValues(request.text);
  }
}
