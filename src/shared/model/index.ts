/** Templates and jobs: reading, checking, creating and resolving them. */
export { Collector } from './collector.ts';
export { type Decoded, type DecodeOptions, declaredExtensions, decodeTemplate } from './decode.ts';
export { EXTENSIONS, type Extension } from './extensions.ts';
export { ActionOrder, type PlannedAction, signatureOf } from './job/action-order.ts';
export { type CombinationNode, parseCombination } from './job/combination.ts';
export {
  type CreatedJob,
  type CreateJobOptions,
  createJob,
  parameterScope,
} from './job/create-job.ts';
export { ResolveError } from './job/evaluate.ts';
export { packJob } from './job/pack-job.ts';
export type { JobPiece } from './job/pack-ops.ts';
export { tasksBeyondProfile } from './job/profile-limits.ts';
export { QUERY_LIMIT } from './job/query/query-limit.ts';
export { queryTasks, type TaskOrder } from './job/query/query-tasks.ts';
export type { TaskView } from './job/query/task-view.ts';
export {
  fileLocations,
  type HostContext,
  type ResolvedAction,
  type ResolvedFile,
  type ResolvedScript,
  resolveEnvironmentAction,
  resolveTask,
  resolveVariables,
  type WrappedContext,
} from './job/resolve.ts';
export {
  packResolve,
  performPacked,
  performResolve,
  type Resolved,
  type ResolvedVariables,
  type ResolveRequest,
  resolveQuickly,
} from './job/resolve-request.ts';
export {
  type JobScope,
  type PlaceSpan,
  type ScopedStep,
  scopeSteps,
  scoutIndices,
} from './job/scope.ts';
export {
  contentDifferences,
  contentOf,
  parametersIn,
  type StepContent,
  writtenText,
} from './job/step-content.ts';
export { createStepGraph, type GraphStep, type StepGraph } from './job/step-graph.ts';
export { createTaskSpace, type SpaceParameter, type TaskSpace } from './job/task-space.ts';
export type * from './job/types.ts';
export { JobUnpacker } from './job/unpack-job.ts';
export { DEFAULT_SECONDS, type LimitName, type Limits, limitsFor } from './limits.ts';
export {
  JOB_PARAMETER_TYPES,
  type JobParameterType,
  TASK_PARAMETER_TYPES,
  type TaskParameterType,
} from './parameter-types.ts';
export type { ValueIssue } from './parameters/coerce.ts';
export type { ParameterInput } from './parameters/input.ts';
export { type MergedParameter, mergeParameterDefinitions } from './parameters/merge.ts';
export {
  isPathType,
  itemType,
  parameterExprType,
  rawParameterExprType,
} from './parameters/types.ts';
export { type CheckedValue, checkParameterValue } from './parameters/values.ts';
export {
  FARM_CODES,
  type FarmProfile,
  OPERATING_SYSTEMS,
  type OperatingSystem,
} from './profile.ts';
export * from './schema/index.ts';
export * from './scopes.ts';
export type * from './template/types.ts';
