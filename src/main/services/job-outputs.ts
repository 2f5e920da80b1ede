import { applyPathMapping } from '../../shared/expr/index.ts';
import { decodeTemplate, type JobTemplate } from '../../shared/model/index.ts';
import { jobOfRequest } from './job-of-request.ts';
import type { JobRequest } from './template-task.ts';

export interface Output {
  readonly name: string;
  readonly path: string;
  readonly single: boolean;
}

/** The paths that a job writes to, by its declarations; none where its inputs cannot be read any more. */
export function outputsOf(request: JobRequest): Output[] {
  return pathsOf(request, ['OUT', 'INOUT']);
}

/** The paths that a job only reads, likewise. */
export function inputsOf(request: JobRequest): string[] {
  return pathsOf(request, ['IN', 'NONE']).map(({ path }) => path);
}

function pathsOf(request: JobRequest, flows: readonly string[]): Output[] {
  try {
    const job = jobOfRequest(request);
    const { template } = decodeTemplate(request.text, {
      kind: 'job',
      format: request.templatePath.toLowerCase().endsWith('.json') ? 'json' : 'yaml',
    });
    return (template as JobTemplate).parameterDefinitions.flatMap((definition) => {
      const { name, type, dataFlow, objectType } = definition;
      if (type !== 'PATH' || !flows.includes(dataFlow ?? 'NONE')) return [];
      const value = job.parameters.get(name)?.value;
      if (value?.kind !== 'string' && value?.kind !== 'path') return [];
      if (value.value === '') return [];
      return [{ name, path: mapped(value.value, request), single: objectType === 'FILE' }];
    });
  } catch {
    return [];
  }
}

/** As `Param.<name>` had it on this host (§7.4). */
function mapped(path: string, { pathMappingRules }: JobRequest): string {
  const format = process.platform === 'win32' ? 'WINDOWS' : 'POSIX';
  return applyPathMapping(pathMappingRules, path, format).path;
}
