import {
  Allowance,
  applyPathMapping,
  boolValue,
  type EvalLimits,
  intValue,
  LIMITS,
  listValue,
  NULL,
  type PathFormat,
  type PathMappingRule,
  pathValue,
  Scope,
  stringList,
  stringValue,
  TYPES,
  type Value,
  type ValueScope,
} from '../../expr/index.ts';
import type { Extension } from '../extensions.ts';
import { isPathType } from '../parameters/types.ts';
import { isWrapHook } from '../scopes.ts';
import { codePoints } from '../text.ts';
import { parameterScope } from './create-job.ts';
import {
  type Evaluation,
  expressionValue,
  ResolveError,
  requiredText,
  textOf,
} from './evaluate.ts';
import { resolveActionFields } from './resolve-action.ts';
import type {
  CancelationMode,
  EmbeddedFile,
  EndOfLine,
  Environment,
  EnvironmentActionName,
  Job,
  LetBinding,
  Origin,
  Step,
  TaskParameterSet,
} from './types.ts';

/**
 * What the host resolves (§7.4): actions, files and variables of one task or environment. Pure, so that
 * a preview and a session cannot differ.
 */

export interface HostContext {
  readonly job: Job;
  readonly sessionDirectory: string;
  readonly pathMappingRules: readonly PathMappingRule[];
  readonly pathMappingRulesFile: string;
  readonly pathFormat: PathFormat;
  readonly signal?: { readonly aborted: boolean };
  /** Lower ones than the language's own. */
  readonly limits?: Partial<EvalLimits>;
}

/** What a wrap hook is told about the action it replaces (§4.3.1). */
export interface WrappedContext {
  readonly command: string;
  readonly args: readonly string[];
  /** `KEY=value`, variables of the session only. */
  readonly environment: readonly string[];
  readonly timeout: number | null;
  readonly cancelation: {
    readonly mode: string | null;
    readonly notifyPeriodInSeconds: number | null;
  };
  readonly envName?: string;
  readonly stepName?: string;
}

export interface ResolvedAction {
  readonly command: string;
  readonly args: readonly string[];
  /** With the default of its position; absent when there is no limit. */
  readonly timeoutSeconds?: number;
  readonly cancelation: { readonly mode: CancelationMode; readonly notifyPeriodSeconds: number };
  /** As the template declares them: null where it does not. What wrap hooks are told. */
  readonly declaredTimeout: number | null;
  readonly declaredCancelation: {
    readonly mode: CancelationMode | null;
    readonly notifyPeriodInSeconds: number | null;
  };
  readonly commandOrigin: Origin;
  /** One for each argument; arguments of a spliced list share theirs. */
  readonly argOrigins: readonly Origin[];
}

export interface ResolvedFile {
  readonly name: string;
  readonly path: string;
  readonly filename: string;
  /** Line breaks are `\n`; whoever writes the file converts them. */
  readonly data: string;
  readonly runnable: boolean;
  readonly endOfLine: EndOfLine;
  readonly origin: Origin;
}

export interface ResolvedScript {
  readonly action: ResolvedAction;
  readonly files: readonly ResolvedFile[];
}

/** Where the files of a script are: their own names, or random ones (§6.1). */
export function fileLocations(
  script: { readonly embeddedFiles: readonly EmbeddedFile[] },
  directory: string,
  pathFormat: PathFormat,
  randomName: (file: EmbeddedFile) => string,
): Map<string, string> {
  const separator = pathFormat === 'WINDOWS' ? '\\' : '/';
  const base = directory.endsWith(separator) ? directory : directory + separator;
  return new Map(
    script.embeddedFiles.map((file) => [file.name, base + (file.filename ?? randomName(file))]),
  );
}

/** The action and the files of one task. */
export function resolveTask(
  host: HostContext,
  step: Step,
  task: TaskParameterSet,
  files: ReadonlyMap<string, string>,
): ResolvedScript {
  const { job } = host;
  const scope = hostScope(host, job.extensions, step.name, step.bindings);
  for (const [name, { type, value }] of task) {
    scope.set(`Task.RawParam.${name}`, value);
    scope.set(`Task.Param.${name}`, type === 'PATH' ? mapPath(host, value) : value);
  }
  for (const [name, path] of files) scope.set(`Task.File.${name}`, pathValue(path));
  const evaluation = hostEvaluation(host, scope, job.extensions);
  bindAll(step.script.bindings, evaluation);
  return {
    action: resolveActionFields('onRun', step.script.onRun, evaluation),
    files: resolveFiles(step.script.embeddedFiles, files, evaluation),
  };
}

/** One action of an environment, and the files that are written before it. */
export function resolveEnvironmentAction(
  host: HostContext,
  environment: Environment,
  name: EnvironmentActionName,
  files: ReadonlyMap<string, string>,
  wrapped?: WrappedContext,
): ResolvedScript {
  const action = environment.script?.actions[name];
  if (environment.script === undefined || action === undefined) {
    throw new RangeError(`${environment.name} has no ${name}`);
  }
  const evaluation = environmentEvaluation(host, environment, files);
  bindAll(environment.script.bindings, evaluation);
  const scope =
    wrapped !== undefined && isWrapHook(name)
      ? withWrapped(evaluation.scope, wrapped)
      : evaluation.scope;
  const { embeddedFiles } = environment.script;
  const plain = embeddedFiles.filter(({ hooks }) => hooks === undefined);
  const forHook = embeddedFiles.filter(({ hooks }) => hooks?.includes(name));
  const inHook = { ...evaluation, scope };
  return {
    action: resolveActionFields(name, action, inHook),
    files: [...resolveFiles(plain, files, evaluation), ...resolveFiles(forHook, files, inHook)],
  };
}

/** The variables of an environment (§4.4), resolved when it is entered. */
export function resolveVariables(
  host: HostContext,
  environment: Environment,
  files: ReadonlyMap<string, string> = new Map(),
): { name: string; value: string; origin: Origin }[] {
  const evaluation = environmentEvaluation(host, environment, files);
  return environment.variables.map(({ name, value: { format, origin } }) => {
    const value = requiredText(format, origin, evaluation);
    const length = codePoints(value);
    if (length > 2048) {
      const message = `The value of ${name} has ${length} characters; at most 2048 are allowed.`;
      throw new ResolveError('too-long', message, origin);
    }
    return { name, value, origin };
  });
}

function environmentEvaluation(
  host: HostContext,
  environment: Environment,
  files: ReadonlyMap<string, string>,
): Evaluation {
  const { extensions, stepName, outerBindings } = environment;
  const scope = hostScope(host, extensions, stepName, outerBindings);
  for (const [name, path] of files) scope.set(`Env.File.${name}`, pathValue(path));
  return hostEvaluation(host, scope, extensions);
}

function hostEvaluation(
  host: HostContext,
  scope: ValueScope,
  extensions: ReadonlySet<Extension>,
): Evaluation {
  return {
    scope: new Scope(scope),
    options: {
      expr: extensions.has('EXPR'),
      pathFormat: host.pathFormat,
      pathMappingRules: host.pathMappingRules,
      allowance: new Allowance(LIMITS.jointOperations),
      ...(host.signal === undefined ? {} : { signal: host.signal }),
      ...(host.limits === undefined ? {} : { limits: host.limits }),
    },
  };
}

/** `Param.*` with mapped paths, `Session.*`, the names and the bindings around (§7.3.1). */
function hostScope(
  host: HostContext,
  extensions: ReadonlySet<Extension>,
  stepName: string | undefined,
  bindings: Scope<Value> | undefined,
): ValueScope {
  const { job } = host;
  const scope: ValueScope = new Scope(parameterScope(job.parameters));
  for (const { name, type, value } of job.parameters.values()) {
    if (isPathType(type)) scope.set(`Param.${name}`, mapPath(host, value));
  }
  const expr = extensions.has('EXPR');
  const hasRules = host.pathMappingRules.length > 0;
  scope.set('Session.WorkingDirectory', pathValue(host.sessionDirectory));
  scope.set('Session.PathMappingRulesFile', pathValue(host.pathMappingRulesFile));
  scope.set(
    'Session.HasPathMappingRules',
    expr ? boolValue(hasRules) : stringValue(String(hasRules)),
  );
  if (expr) {
    scope.set('Job.Name', stringValue(job.name));
    if (stepName !== undefined) scope.set('Step.Name', stringValue(stepName));
  }
  for (const name of bindings?.names() ?? []) {
    const value = bindings?.get(name);
    if (value !== undefined) scope.set(name, value);
  }
  return scope;
}

/** A path on this host: texts of PATH values become paths, with the rules applied. */
function mapPath(host: HostContext, value: Value): Value {
  if (value.kind === 'list') {
    return listValue(
      TYPES.path,
      value.items.map((item) => mapPath(host, item)),
    );
  }
  if (value.kind !== 'string' && value.kind !== 'path') return value;
  return pathValue(applyPathMapping(host.pathMappingRules, value.value, host.pathFormat).path);
}

function withWrapped(outer: ValueScope, wrapped: WrappedContext): ValueScope {
  const { cancelation, envName, stepName, timeout } = wrapped;
  const period = cancelation.notifyPeriodInSeconds;
  const scope: ValueScope = new Scope(outer, [
    ['WrappedAction.Command', stringValue(wrapped.command)],
    ['WrappedAction.Args', stringList(wrapped.args)],
    ['WrappedAction.Environment', stringList(wrapped.environment)],
    ['WrappedAction.Timeout', timeout === null ? NULL : intValue(timeout)],
    [
      'WrappedAction.Cancelation.Mode',
      cancelation.mode === null ? NULL : stringValue(cancelation.mode),
    ],
    ['WrappedAction.Cancelation.NotifyPeriodInSeconds', period === null ? NULL : intValue(period)],
  ]);
  if (envName !== undefined) scope.set('WrappedEnv.Name', stringValue(envName));
  if (stepName !== undefined) scope.set('WrappedStep.Name', stringValue(stepName));
  return scope;
}

function bindAll(bindings: readonly LetBinding[], evaluation: Evaluation): void {
  for (const { name, source } of bindings) {
    evaluation.scope.set(name, expressionValue(source.expression, source.origin, evaluation));
  }
}

function resolveFiles(
  files: readonly EmbeddedFile[],
  locations: ReadonlyMap<string, string>,
  evaluation: Evaluation,
): ResolvedFile[] {
  return files.map(({ name, data, runnable, endOfLine, origin }) => {
    const path = locations.get(name) ?? name;
    return {
      name,
      path,
      filename: path.split(/[/\\]/).at(-1) ?? path,
      data: textOf(data.format, data.origin, evaluation),
      runnable,
      endOfLine,
      origin,
    };
  });
}
