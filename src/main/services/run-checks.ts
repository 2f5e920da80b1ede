import { constants, type Stats } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { applyPathMapping, isUri, type Value } from '../../shared/expr/index.ts';
import {
  type HostRequirements,
  isPathType,
  type Job,
  type MergedParameter,
  mergeParameterDefinitions,
  type ScopedStep,
  type Step,
  scopeSteps,
} from '../../shared/model/index.ts';
import type { RunFinding } from '../../shared/protocol/index.ts';
import { partsOfRequest } from './job-of-request.ts';
import { type MachineFacts, machineFacts } from './machine-facts.ts';
import type { JobRequest } from './template-task.ts';
import { commandsOf, NOT_KNOWN, SESSION } from './trust-sheet.ts';

/**
 * What of a request cannot work on this machine: missing programs and input files, places that cannot be
 * written, requirements that are not met. Files are looked at, nothing of the bundle is executed.
 *
 * @throws ProtocolError `invalid-job`.
 */
export async function checkRequest(request: JobRequest): Promise<RunFinding[]> {
  const { job, template, environments } = partsOfRequest(request);
  const { definitions } = mergeParameterDefinitions(template, environments);
  const scoped = stepsOf(job, request.scope);
  const [programs, paths, facts] = await Promise.all([
    programFindings(job, request, scoped),
    Promise.all(definitions.map((definition) => pathFindings(definition, job, request))),
    machineFacts(),
  ]);
  return [
    ...programs,
    ...paths.flat(),
    ...scoped.flatMap(({ step }) => requirementFindings(step, facts)),
  ];
}

/** What is to run; of what an earlier run left over, and of a scope that the job has not, all of it. */
function stepsOf(job: Job, scope: JobRequest['scope'] = { kind: 'job' }): readonly ScopedStep[] {
  if (scope.kind === 'failed') return scopeSteps(job, { kind: 'job' });
  const wanted = scope.kind === 'tasks' ? { ...scope, indices: scope.indices.map(BigInt) } : scope;
  try {
    return scopeSteps(job, wanted);
  } catch (error) {
    if (error instanceof RangeError) return scopeSteps(job, { kind: 'job' });
    throw error;
  }
}

async function programFindings(
  job: Job,
  request: JobRequest,
  scoped: readonly ScopedStep[],
): Promise<RunFinding[]> {
  const { templatePath, pathMappingRules } = request;
  const commands = await commandsOf(job, templatePath, pathMappingRules, scoped);
  const missing = new Map<string, RunFinding>();
  const environments = [
    ...job.externalEnvironments,
    ...job.environments,
    ...scoped.flatMap(({ step }) => step.environments),
  ];
  const mayBring = environments.find(
    ({ variables, script }) =>
      script?.actions.onEnter !== undefined || variables.some(({ name }) => name === 'PATH'),
  );
  for (const {
    command: { where, command, program },
  } of commands) {
    // Files of the session exist once it does.
    const later = command.startsWith(SESSION) || command.startsWith(NOT_KNOWN);
    if (program !== undefined || later || missing.has(command)) continue;
    missing.set(command, {
      kind: 'program',
      severity: mayBring ? 'unknown' : 'error',
      subject: command,
      message: mayBring
        ? `${command} is not installed here. The environment "${mayBring.name}" may bring it.`
        : `${command} is not installed here. Install it, or put its folder on PATH.`,
      where,
    });
  }
  return [...missing.values()];
}

async function pathFindings(
  definition: MergedParameter,
  job: Job,
  { pathMappingRules }: JobRequest,
): Promise<RunFinding[]> {
  const { name, type, dataFlow, objectType } = definition;
  const value = job.parameters.get(name)?.value;
  if (!isPathType(type) || value === undefined || dataFlow === undefined) return [];
  const findings: RunFinding[] = [];
  for (const given of textsOf(value)) {
    const { path } = applyPathMapping(
      pathMappingRules,
      given,
      process.platform === 'win32' ? 'WINDOWS' : 'POSIX',
    );
    if (path === '' || isUri(path)) continue;
    const about = { subject: path, where: definition.userInterface.label, parameter: name };
    const input = dataFlow === 'IN' || dataFlow === 'INOUT';
    const output = dataFlow === 'OUT' || dataFlow === 'INOUT';
    const message = input ? await inputProblem(path, objectType) : undefined;
    if (message !== undefined) {
      findings.push({ kind: 'input', severity: 'error', message, ...about });
      continue;
    }
    const refused = output ? await outputProblem(path, objectType) : undefined;
    if (refused !== undefined)
      findings.push({ kind: 'output', severity: 'error', message: refused, ...about });
  }
  return findings;
}

function textsOf(value: Value): string[] {
  if (value.kind === 'list') return value.items.flatMap(textsOf);
  return value.kind === 'string' || value.kind === 'path' ? [value.value] : [];
}

type ObjectType = MergedParameter['objectType'];

async function inputProblem(path: string, objectType: ObjectType): Promise<string | undefined> {
  const info = await look(path);
  if (info === 'denied') return notShown(path);
  if (!info) return `${path} does not exist.`;
  const wrong = wrongKind(path, info, objectType);
  if (wrong !== undefined) return wrong;
  return (await may(path, constants.R_OK)) ? undefined : `${path} cannot be read.`;
}

async function outputProblem(path: string, objectType: ObjectType): Promise<string | undefined> {
  const info = await look(path);
  if (info === 'denied') return notShown(path);
  if (info) {
    const wrong = wrongKind(path, info, objectType);
    if (wrong !== undefined) return wrong;
    return (await may(path, constants.W_OK)) ? undefined : `${path} cannot be written.`;
  }
  // It will be made: in the nearest folder that is there.
  let folder = dirname(path);
  for (;;) {
    const parent = await look(folder);
    if (parent === 'denied') return notShown(path);
    if (parent && !parent.isDirectory()) return `${folder} is a file, so ${path} cannot be made.`;
    if (parent)
      return (await may(folder, constants.W_OK))
        ? undefined
        : `${path} cannot be made: ${folder} cannot be written.`;
    if (dirname(folder) === folder) return `${path} cannot be made.`;
    folder = dirname(folder);
  }
}

function wrongKind(path: string, info: Stats, objectType: ObjectType): string | undefined {
  if (objectType === 'FILE' && info.isDirectory()) return `${path} is a folder, not a file.`;
  if (objectType === 'DIRECTORY' && !info.isDirectory()) return `${path} is a file, not a folder.`;
  return undefined;
}

/** What is there; nothing where nothing is, and whether that is kept from us. */
function look(path: string): Promise<Stats | 'denied' | undefined> {
  return stat(path).catch(({ code }: NodeJS.ErrnoException) =>
    code === 'EACCES' || code === 'EPERM' ? 'denied' : undefined,
  );
}

function notShown(path: string): string {
  return `${path} cannot be looked at: a folder above it may not be entered.`;
}

function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

/** §3.3: what a step asks of its host, against what this machine is known to have. */
export function requirementFindings(
  step: Pick<Step, 'name'> & { readonly hostRequirements?: HostRequirements },
  facts: MachineFacts,
): RunFinding[] {
  const { amounts = [], attributes = [] } = step.hostRequirements ?? {};
  const finding = (
    subject: string,
    severity: RunFinding['severity'],
    message: string,
  ): RunFinding => ({ kind: 'requirement', severity, subject, message, where: step.name });
  const unknown = (name: string, wanted: string) =>
    finding(name, 'unknown', `${name} ${wanted} is asked for; nobody here can tell.`);
  return [
    ...amounts.flatMap(({ name, min }) => {
      if (min === undefined || min === 0) return [];
      const has = facts.amounts.get(name);
      if (has === undefined) return unknown(name, `of ${min}`);
      if (has >= min) return [];
      return finding(
        name,
        'error',
        `${name} of at least ${min} is asked for; this machine has ${has}.`,
      );
    }),
    ...attributes.flatMap(({ name, anyOf, allOf }) => {
      const has = facts.attributes.get(name);
      const wanted = [
        anyOf && `one of ${anyOf.join(', ')}`,
        allOf && `all of ${allOf.join(', ')}`,
      ].filter((part) => part !== undefined);
      if (has === undefined) return unknown(name, `(${wanted.join(', ')})`);
      const is = (value: string) => value.toLowerCase() === has.toLowerCase();
      if ((anyOf?.some(is) ?? true) && (allOf?.every(is) ?? true)) return [];
      return finding(
        name,
        'error',
        `${name} (${wanted.join(', ')}) is asked for; this machine has ${has}.`,
      );
    }),
  ];
}
