import type { EvalLimits } from '../../expr/index.ts';
import { ResolveError } from './evaluate.ts';
import { packValue } from './pack-job.ts';
import type { JobPiece } from './pack-ops.ts';
import {
  type HostContext,
  type ResolvedScript,
  resolveEnvironmentAction,
  resolveTask,
  resolveVariables,
  type WrappedContext,
} from './resolve.ts';
import { createTaskSpace } from './task-space.ts';
import type {
  Environment,
  EnvironmentActionName,
  Origin,
  Step,
  TaskParameterSet,
} from './types.ts';
import { JobUnpacker } from './unpack-job.ts';

/**
 * What a host resolves, as data: so that what is quickly done can be done at once, and what computes for
 * long in another thread.
 */
export type ResolveRequest =
  | {
      readonly kind: 'task';
      readonly step: Step;
      readonly task: TaskParameterSet;
      readonly files: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: 'action';
      readonly environment: Environment;
      readonly name: EnvironmentActionName;
      readonly files: ReadonlyMap<string, string>;
      readonly wrapped?: WrappedContext;
    }
  | { readonly kind: 'variables'; readonly environment: Environment };

/** The values of an environment's variables, in their order. */
export type ResolvedVariables = readonly {
  readonly name: string;
  readonly value: string;
  readonly origin: Origin;
}[];

export type Resolved<R extends ResolveRequest> = R extends { readonly kind: 'variables' }
  ? ResolvedVariables
  : ResolvedScript;

/** @throws ResolveError where a value of the template cannot be resolved. */
export function performResolve<R extends ResolveRequest>(
  host: HostContext,
  request: R,
): Resolved<R>;
export function performResolve(
  host: HostContext,
  request: ResolveRequest,
): ResolvedScript | ResolvedVariables {
  switch (request.kind) {
    case 'task':
      return resolveTask(host, request.step, request.task, request.files);
    case 'action': {
      const { environment, name, files, wrapped } = request;
      return resolveEnvironmentAction(host, environment, name, files, wrapped);
    }
    case 'variables':
      return resolveVariables(host, request.environment);
  }
}

/** A few milliseconds of computing. */
const QUICK: Partial<EvalLimits> = { operations: 20_000, memory: 4_000_000 };

/**
 * The same, or nothing where that takes longer than a few milliseconds.
 *
 * @throws ResolveError where a value of the template cannot be resolved.
 */
export function resolveQuickly<R extends ResolveRequest>(
  host: HostContext,
  request: R,
): Resolved<R> | undefined {
  try {
    return performResolve({ ...host, limits: QUICK }, request);
  } catch (error) {
    if (error instanceof ResolveError && /^(?:operation|memory)-limit$/.test(error.code)) {
      return undefined;
    }
    throw error;
  }
}

/** A request for another thread, with no more of the job than it needs. */
export function packResolve(host: HostContext, request: ResolveRequest): readonly JobPiece[] {
  const { signal: _, ...context } = host;
  const job = { ...host.job, steps: [], environments: [], externalEnvironments: [] };
  const asked =
    request.kind === 'task'
      ? { ...request, step: { ...request.step, environments: [], space: createTaskSpace([]) } }
      : request;
  return packValue({ host: { ...context, job }, request: asked });
}

/** @throws ResolveError where a value of the template cannot be resolved. */
export function performPacked(pieces: readonly JobPiece[]): ResolvedScript | ResolvedVariables {
  const unpacker = new JobUnpacker();
  for (const piece of pieces) unpacker.add(piece);
  const { host, request } = unpacker.result() as { host: HostContext; request: ResolveRequest };
  return performResolve(host, request);
}
