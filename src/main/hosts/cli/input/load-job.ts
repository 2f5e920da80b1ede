import {
  createJob,
  type Decoded,
  decodeTemplate,
  type EnvironmentTemplate,
  EXTENSIONS,
  type Extension,
  type Job,
  type JobTemplate,
} from '../../../../shared/model/index.ts';
import { fail, USAGE_EXIT } from '../exit.ts';
import { formatDiagnostics } from '../print/diagnostics.ts';
import { readTemplate, type TemplateSource } from './read-template.ts';
import { readJobParameters } from './value-argument.ts';

export interface JobOptions {
  readonly jobParam: readonly string[];
  readonly environment: readonly string[];
  readonly extensions?: string;
}

export interface LoadedJob {
  readonly job: Job;
  readonly template: JobTemplate;
  readonly source: TemplateSource;
  readonly environments: readonly { source: TemplateSource; template: EnvironmentTemplate }[];
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * Which extensions this command accepts: all, or those of `--extensions A,B` (none for an empty list).
 */
export function parseExtensions(list: string | undefined): readonly Extension[] {
  if (list === undefined) return EXTENSIONS;
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const known = EXTENSIONS.find((extension) => extension === name);
      if (known === undefined)
        fail(`--extensions: "${name}" is not one of ${EXTENSIONS.join(', ')}.`, USAGE_EXIT);
      return known;
    });
}

/** Reads and checks one template; prints what is wrong and ends with 1 when it cannot be used. */
async function loadTemplate(
  path: string,
  kind: 'job' | 'environment',
  extensions: readonly Extension[],
): Promise<{ source: TemplateSource; decoded: Decoded }> {
  const source = await readTemplate(path);
  const decoded = decodeTemplate(source.text, {
    kind,
    format: source.format,
    supportedExtensions: extensions,
  });
  if (!decoded.valid || !decoded.template) {
    const errors = decoded.diagnostics.filter((found) => found.severity === 'error');
    process.stderr.write(formatDiagnostics(errors, source));
    process.exit(1);
  }
  return { source, decoded };
}

/** Makes the job of a template, its environment templates and parameter values, or says why not. */
export async function loadJob(path: string, options: JobOptions): Promise<LoadedJob> {
  const extensions = parseExtensions(options.extensions);
  const { source, decoded } = await loadTemplate(path, 'job', extensions);
  const environments: { source: TemplateSource; template: EnvironmentTemplate }[] = [];
  for (const environment of options.environment) {
    const loaded = await loadTemplate(environment, 'environment', extensions);
    environments.push({
      source: loaded.source,
      template: loaded.decoded.template as EnvironmentTemplate,
    });
  }
  const parameters = await readJobParameters(options.jobParam);
  const template = decoded.template as JobTemplate;
  const made = createJob({
    template,
    environments: environments.map((environment) => environment.template),
    parameters,
    templateDir: source.directory,
    workingDir: process.cwd(),
    pathFormat: process.platform === 'win32' ? 'WINDOWS' : 'POSIX',
  });
  const errors = made.diagnostics.filter((found) => found.severity === 'error');
  if (!made.job || errors.length > 0) {
    process.stderr.write(formatDiagnostics(errors, source));
    process.exit(1);
  }
  return { job: made.job, template, source, environments, parameters };
}
