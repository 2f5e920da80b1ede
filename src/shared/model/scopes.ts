import {
  type ExprType,
  listOf,
  optional,
  Scope,
  stringValue,
  TYPES,
  type TypeScope,
  unresolved,
  type Value,
} from '../expr/index.ts';
import type { Extension } from './extensions.ts';
import type { TaskParameterType } from './parameter-types.ts';
import { isPathType, parameterExprType, rawParameterExprType } from './parameters/types.ts';
import type {
  ActionName,
  JobParameterDefinition,
  ScriptDefinition,
  StepTemplate,
} from './template/types.ts';

/**
 * Which values a format string may refer to, by where it stands (§3.6.2, §4, §4.3.1, §7.3.1). Values of
 * template scope are known when the job is created; the others on the host only.
 */

type Entries = [string, ExprType][];

/** A value that is not known yet, of a known type. */
const later = (type: ExprType): ExprType => unresolved(type);

/** What is known once a job is created. */
export interface KnownValues {
  readonly jobName: string;
  readonly parameters: ReadonlyMap<string, { readonly value: Value }>;
}

/** `Param.*` without paths and `RawParam.*`: what template scope knows. */
export function templateScope(
  definitions: readonly JobParameterDefinition[],
  known?: KnownValues,
): TypeScope {
  const entries: [string, ExprType | Value][] = [];
  for (const { name, type } of definitions) {
    const value = known?.parameters.get(name)?.value;
    if (!isPathType(type)) entries.push([`Param.${name}`, value ?? later(parameterExprType(type))]);
    entries.push([`RawParam.${name}`, value ?? later(rawParameterExprType(type))]);
  }
  return new Scope(undefined, entries);
}

/** Adds `Job.Name`, which every format string but the name itself may use with EXPR. */
export function withJobName(
  scope: TypeScope,
  extensions: ReadonlySet<Extension>,
  known?: KnownValues,
): TypeScope {
  if (!extensions.has('EXPR')) return scope;
  const value = known === undefined ? later(TYPES.string) : stringValue(known.jobName);
  return new Scope(scope, [['Job.Name', value]]);
}

export function withStepName(
  scope: TypeScope,
  extensions: ReadonlySet<Extension>,
  name?: string,
): TypeScope {
  if (!extensions.has('EXPR')) return scope;
  const value = name === undefined ? later(TYPES.string) : stringValue(name);
  return new Scope(scope, [['Step.Name', value]]);
}

/** Adds what a session knows: mapped paths and `Session.*`. */
export function withSession(
  scope: TypeScope,
  definitions: readonly JobParameterDefinition[],
  extensions: ReadonlySet<Extension>,
): TypeScope {
  const flag = extensions.has('EXPR') ? TYPES.bool : TYPES.string;
  const entries: Entries = [
    ['Session.WorkingDirectory', later(TYPES.path)],
    ['Session.HasPathMappingRules', later(flag)],
    ['Session.PathMappingRulesFile', later(TYPES.path)],
  ];
  for (const { name, type } of definitions) {
    if (isPathType(type)) entries.push([`Param.${name}`, later(parameterExprType(type))]);
  }
  return new Scope(scope, entries);
}

/** Adds the files of a script; the file behind a simple action has no name that a template knows. */
export function withFiles(
  scope: TypeScope,
  prefix: 'Task.File' | 'Env.File',
  script: ScriptDefinition | undefined,
): TypeScope {
  const files = script?.embeddedFiles.filter((file) => !file.implicit) ?? [];
  return new Scope(
    scope,
    files.map(({ name }): [string, ExprType] => [`${prefix}.${name}`, later(TYPES.path)]),
  );
}

const TASK_TYPES: Readonly<Record<TaskParameterType, ExprType>> = {
  INT: TYPES.int,
  FLOAT: TYPES.float,
  STRING: TYPES.string,
  PATH: TYPES.path,
  'CHUNK[INT]': TYPES.range_expr,
};

/** Adds `Task.Param.*` and `Task.RawParam.*`. */
export function withTask(scope: TypeScope, step: StepTemplate): TypeScope {
  const entries: Entries = [];
  for (const { name, type } of step.parameterSpace?.parameters ?? []) {
    entries.push([`Task.Param.${name}`, later(TASK_TYPES[type])]);
    const raw = type === 'PATH' ? TYPES.string : TASK_TYPES[type];
    entries.push([`Task.RawParam.${name}`, later(raw)]);
  }
  return new Scope(scope, entries);
}

const WRAPPED_ACTION: readonly (readonly [string, ExprType])[] = [
  ['WrappedAction.Command', later(TYPES.string)],
  ['WrappedAction.Args', later(listOf(TYPES.string))],
  ['WrappedAction.Environment', later(listOf(TYPES.string))],
  ['WrappedAction.Timeout', later(optional(TYPES.int))],
  ['WrappedAction.Cancelation.Mode', later(optional(TYPES.string))],
  ['WrappedAction.Cancelation.NotifyPeriodInSeconds', later(optional(TYPES.int))],
];

/** True for the three hooks of WRAP_ACTIONS. */
export function isWrapHook(name: ActionName): boolean {
  return name === 'onWrapEnvEnter' || name === 'onWrapTaskRun' || name === 'onWrapEnvExit';
}

/** Adds what these wrap hooks all know about the action they replace (§4.3.1). */
export function withWrapped(scope: TypeScope, ...hooks: readonly ActionName[]): TypeScope {
  if (hooks.length === 0 || !hooks.every(isWrapHook)) return scope;
  const names = new Set(
    hooks.map((hook) => (hook === 'onWrapTaskRun' ? 'WrappedStep.Name' : 'WrappedEnv.Name')),
  );
  const own = names.size === 1 ? [...names] : [];
  return new Scope(scope, [
    ...WRAPPED_ACTION,
    ...own.map((name): [string, ExprType] => [name, later(TYPES.string)]),
  ]);
}

/** What fields take when one expression is the whole field (Expression Language §1.3.2). */
export const FIELD_TYPES = {
  text: TYPES.string,
  item: { kind: 'union', members: [listOf(TYPES.string), TYPES.string, TYPES.nulltype] },
  optionalInt: optional(TYPES.int),
  optionalNumber: optional(TYPES.float),
  optionalText: optional(TYPES.string),
  integer: TYPES.int,
  integerItem: { kind: 'union', members: [TYPES.int, listOf(TYPES.int), TYPES.nulltype] },
  numberItem: { kind: 'union', members: [TYPES.float, listOf(TYPES.float), TYPES.nulltype] },
  integerRange: {
    kind: 'union',
    members: [TYPES.int, listOf(TYPES.int), TYPES.range_expr, TYPES.string],
  },
  numberList: listOf(TYPES.float),
  textList: listOf(TYPES.string),
} as const satisfies Record<string, ExprType>;
