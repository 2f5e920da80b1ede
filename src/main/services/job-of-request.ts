import { dirname } from 'node:path';
import {
  createJob,
  decodeTemplate,
  type EnvironmentTemplate,
  type Job,
  type JobTemplate,
  type ParameterInput,
} from '../../shared/model/index.ts';
import { type JsonValue, ProtocolError } from '../../shared/protocol/index.ts';
import type { Diagnostic } from '../../shared/text/diagnostic.ts';
import type { JobRequest } from './template-task.ts';

/**
 * The job of a run request: the text on the screen, its values and its environment templates.
 *
 * @throws ProtocolError `invalid-job` with every error as data.
 */
export function jobOfRequest(request: JobRequest): Job {
  return partsOfRequest(request).job;
}

/** The job with the templates it is made of. */
export function partsOfRequest(request: JobRequest): {
  readonly job: Job;
  readonly template: JobTemplate;
  readonly environments: readonly EnvironmentTemplate[];
} {
  const template = decode(request.templatePath, request.text, 'job') as JobTemplate;
  const environments = request.environments.map(
    ({ path, text }) => decode(path, text, 'environment') as EnvironmentTemplate,
  );
  const { job, diagnostics } = createJob({
    template,
    environments,
    parameters: request.parameters as Record<string, ParameterInput>,
    templateDir: dirname(request.templatePath),
    workingDir: dirname(request.templatePath),
    pathFormat: process.platform === 'win32' ? 'WINDOWS' : 'POSIX',
  });
  const errors = diagnostics.filter((found) => found.severity === 'error');
  if (!job || errors.length > 0) throw invalid(request.templatePath, errors);
  return { job, template, environments };
}

function decode(
  path: string,
  text: string,
  kind: 'job' | 'environment',
): JobTemplate | EnvironmentTemplate {
  const decoded = decodeTemplate(text, {
    kind,
    format: path.toLowerCase().endsWith('.json') ? 'json' : 'yaml',
  });
  const errors = decoded.diagnostics.filter((found) => found.severity === 'error');
  if (!decoded.template || errors.length > 0) throw invalid(path, errors);
  return decoded.template;
}

function invalid(path: string, errors: readonly Diagnostic[]): ProtocolError {
  const [first] = errors;
  return new ProtocolError(
    'invalid-job',
    errors.length === 1 && first
      ? first.message
      : `${errors.length} errors must be mended before this can run. The first: ${first?.message ?? 'unknown'}`,
    { file: path, diagnostics: errors as unknown as JsonValue },
  );
}
