import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { applyPathMapping, type PathMappingRule } from '../../shared/expr/index.ts';
import { decodeTemplate, type JobTemplate } from '../../shared/model/index.ts';
import type { ResultRoot, RunRecord } from '../../shared/protocol/index.ts';
import type { RunInputs } from '../runs/index.ts';
import { jobOfRequest } from './job-of-request.ts';

/** A root as the service knows it. */
export interface Place extends ResultRoot {
  /** The folder that nothing may lead out of. */
  readonly folder: string;
}

/** Folders of OUT and INOUT paths as the run resolved them, and the session folders that exist. */
export async function rootsOf(run: RunRecord, outputs: readonly Output[]): Promise<Place[]> {
  const places: Place[] = [];
  for (const output of outputs) {
    const found = await stat(output.path).catch(() => undefined);
    const single = found ? found.isFile() : output.single;
    places.push({
      id: `output:${output.name}`,
      kind: 'output',
      label: output.name,
      path: output.path,
      missing: found === undefined,
      single,
      folder: single ? dirname(output.path) : output.path,
    });
  }
  for (const path of run.sessionDirectories) {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isDirectory()) continue;
    const label = basename(path);
    places.push({
      id: `session:${label}`,
      kind: 'session',
      label,
      path,
      missing: false,
      single: false,
      folder: path,
    });
  }
  return places;
}

export interface Output {
  readonly name: string;
  readonly path: string;
  readonly single: boolean;
}

/** The paths that a job writes to, by its declarations; none where its inputs cannot be read any more. */
export function outputsOf(run: RunRecord, inputs: RunInputs): Output[] {
  try {
    const job = jobOfRequest({
      templatePath: run.templatePath,
      text: inputs.text,
      parameters: inputs.parameters as Parameters<typeof jobOfRequest>[0]['parameters'],
      environments: [...inputs.environments],
      pathMappingRules: [...inputs.pathMappingRules],
      scope: run.scope,
      processKind: run.processKind,
      sessions: run.sessions,
    });
    const { template } = decodeTemplate(inputs.text, {
      kind: 'job',
      format: run.templatePath.toLowerCase().endsWith('.json') ? 'json' : 'yaml',
    });
    return (template as JobTemplate).parameterDefinitions.flatMap((definition) => {
      const { name, type, dataFlow, objectType } = definition;
      if (type !== 'PATH' || (dataFlow !== 'OUT' && dataFlow !== 'INOUT')) return [];
      const value = job.parameters.get(name)?.value;
      if (value?.kind !== 'string' && value?.kind !== 'path') return [];
      if (value.value === '') return [];
      return [{ name, path: mapped(value.value, inputs), single: objectType === 'FILE' }];
    });
  } catch {
    return [];
  }
}

/** As `Param.<name>` had it on this host (§7.4). */
function mapped(path: string, { pathMappingRules }: RunInputs): string {
  const format = process.platform === 'win32' ? 'WINDOWS' : 'POSIX';
  return applyPathMapping(pathMappingRules as readonly PathMappingRule[], path, format).path;
}
