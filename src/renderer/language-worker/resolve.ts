import {
  applyPathMapping,
  type FormatString,
  findReferences,
  type PathMappingRule,
  valueToText,
} from '../../shared/expr/index.ts';
import {
  type Action,
  type Environment,
  type EnvironmentActionName,
  fileLocations,
  type HostContext,
  isPathType,
  type Job,
  type Origin,
  type ResolvedFile,
  type ResolvedScript,
  ResolveError,
  resolveEnvironmentAction,
  resolveTask,
  resolveVariables,
  type Step,
  type TaskParameterSet,
  type WrappedContext,
} from '../../shared/model/index.ts';
import { LineIndex } from '../../shared/text/line-index.ts';
import type { OtherText, ResolvedLayer, ResolvedTask, Source } from './contract.ts';
import { isOpen } from './stand-ins.ts';

/** The session's folder does not exist before a run: its place is shown by name. */
export const SESSION = '<session>';

export interface ResolveContext {
  readonly job: Job;
  readonly text: string;
  readonly layers: readonly OtherText[];
  readonly pathFormat: 'POSIX' | 'WINDOWS';
  readonly pathMappingRules: readonly PathMappingRule[];
  /** Parameters without a value: a stand-in is in their place, which is not shown. */
  readonly missing?: ReadonlySet<string>;
}

/** An action of a session, by what it belongs to. */
export type ActionRef =
  | {
      readonly kind: 'task';
      readonly step: Step;
      readonly task: TaskParameterSet;
    }
  | { readonly kind: 'enter' | 'exit'; readonly at: number };

type Hook = 'onWrapEnvEnter' | 'onWrapTaskRun' | 'onWrapEnvExit';

const NOTHING = {
  words: [],
  cancelation: '',
  notifyPeriodSeconds: 0,
  files: [],
  values: [],
  mapped: [],
};

/** What an action will execute in a session with these environments, as far as it is known before it does. */
export function previewAction(
  context: ResolveContext,
  environments: readonly Environment[],
  ref: ActionRef,
): ResolvedTask {
  const host = hostOf(context);
  const sources = new Sources(context);
  const around = ref.kind === 'task' ? environments : environments.slice(0, ref.at + 1);
  const rules = context.pathMappingRules.length;
  let layers: readonly ResolvedLayer[] = [];
  try {
    layers = layersOf(context, host, around, sources);
    const found = resolveRef(host, environments, ref);
    if (!found) return { ...NOTHING, layers, rules };
    const { script, declared, wrappedBy } = found;
    const { action, files } = script;
    const formats = formatsOf(declared);
    const { missing } = context;
    const word = (text: string, origin: Origin) => {
      const format = formats.get(origin);
      return {
        text: isOpen(format, missing) ? format.source : text,
        source: sources.of(origin, format),
      };
    };
    const data = fileFormats(ref, environments);
    return {
      words: [
        word(action.command, action.commandOrigin),
        ...action.args.map((arg, at) => word(arg, action.argOrigins[at] ?? action.commandOrigin)),
      ],
      ...(action.timeoutSeconds === undefined ? {} : { timeoutSeconds: action.timeoutSeconds }),
      cancelation: action.cancelation.mode,
      notifyPeriodSeconds: action.cancelation.notifyPeriodSeconds,
      files: files.map((file) => {
        const format = data.get(file.origin);
        const view = viewOfFile(file, sources);
        return isOpen(format, missing) ? { ...view, data: format.source } : view;
      }),
      ...(isAnyOpen([...formats.values(), ...data.values()], missing) ? { open: true } : {}),
      layers,
      rules,
      ...(ref.kind === 'task' ? taskFacts(ref) : { values: [] }),
      mapped: mappedPaths(context, ref),
      ...(wrappedBy ? { wrappedBy } : {}),
    };
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    return { ...NOTHING, layers, rules, error: error.message };
  }
}

function isAnyOpen(
  formats: readonly FormatString[],
  missing: ReadonlySet<string> | undefined,
): boolean {
  return formats.some((format) => isOpen(format, missing));
}

/** The embedded files of an action and of the environments around it, as they are written. */
function fileFormats(
  ref: ActionRef,
  environments: readonly Environment[],
): ReadonlyMap<Origin, FormatString> {
  const scripts = [
    ...environments.map(({ script }) => script),
    ...(ref.kind === 'task' ? [ref.step.script] : []),
  ];
  return new Map(
    scripts.flatMap((script) =>
      (script?.embeddedFiles ?? []).map(({ origin, data }) => [origin, data.format] as const),
    ),
  );
}

export function hostOf({ job, pathFormat, pathMappingRules }: ResolveContext): HostContext {
  return {
    job,
    pathFormat,
    sessionDirectory: SESSION,
    pathMappingRules,
    pathMappingRulesFile: `${SESSION}/path_mapping.json`,
  };
}

/** The words of an action and who wraps it; undefined where nothing runs. Throws ResolveError. */
export function resolveRef(
  host: HostContext,
  environments: readonly Environment[],
  ref: ActionRef,
):
  | {
      readonly script: ResolvedScript;
      readonly declared: Action;
      readonly wrappedBy?: { readonly environment: string; readonly hook: string };
    }
  | undefined {
  const outer = ref.kind === 'task' ? environments : environments.slice(0, ref.at);
  const wrapper = outer.find(isWrapLayer);
  const inner = resolveInner(host, environments, ref);
  if (!inner || !wrapper?.script) return inner;
  const hook: Hook =
    ref.kind === 'task'
      ? 'onWrapTaskRun'
      : ref.kind === 'enter'
        ? 'onWrapEnvEnter'
        : 'onWrapEnvExit';
  const declared = wrapper.script.actions[hook];
  if (!declared) return inner;
  const { action } = inner.script;
  const wrapped: WrappedContext = {
    command: action.command,
    args: action.args,
    environment: variablesBefore(host, outer),
    timeout: action.declaredTimeout,
    cancelation: action.declaredCancelation,
    ...(ref.kind === 'task'
      ? { stepName: ref.step.name }
      : { envName: environments[ref.at]?.name ?? '' }),
  };
  const script = resolveEnvironmentAction(host, wrapper, hook, placesOf(host, wrapper), wrapped);
  return { script, declared, wrappedBy: { environment: wrapper.name, hook } };
}

function resolveInner(
  host: HostContext,
  environments: readonly Environment[],
  ref: ActionRef,
): { script: ResolvedScript; declared: Action } | undefined {
  if (ref.kind === 'task') {
    const { script } = ref.step;
    const files = fileLocations(script, filesFolder(), host.pathFormat, (file) => file.name);
    return { script: resolveTask(host, ref.step, ref.task, files), declared: script.onRun };
  }
  const environment = environments[ref.at];
  const name: EnvironmentActionName = ref.kind === 'enter' ? 'onEnter' : 'onExit';
  const declared = environment?.script?.actions[name];
  if (!environment || !declared) return undefined;
  const script = resolveEnvironmentAction(host, environment, name, placesOf(host, environment));
  return { script, declared };
}

const filesFolder = (): string => `${SESSION}/embedded_files`;

function placesOf(host: HostContext, { script }: Environment): ReadonlyMap<string, string> {
  if (!script) return new Map();
  return fileLocations(script, filesFolder(), host.pathFormat, (file) => file.name);
}

function isWrapLayer({ script }: Environment): boolean {
  return Object.keys(script?.actions ?? {}).some((name) => name.startsWith('onWrap'));
}

/** What the session is known to set; enter actions may set more. */
function variablesBefore(host: HostContext, environments: readonly Environment[]): string[] {
  const variables = new Map<string, string>();
  for (const environment of environments)
    for (const { name, value } of resolveVariables(host, environment)) variables.set(name, value);
  return [...variables].map(([name, value]) => `${name}=${value}`);
}

function layersOf(
  { layers, missing }: ResolveContext,
  host: HostContext,
  environments: readonly Environment[],
  sources: Sources,
): ResolvedLayer[] {
  const resolved = environments.map((environment) => resolveVariables(host, environment));
  return environments.map((environment, at) => {
    const path = layers[environment.origin.document - 1]?.path;
    const formats = new Map(environment.variables.map(({ value }) => [value.origin, value.format]));
    return {
      name: environment.name,
      scope: environment.scope,
      ...(path === undefined ? {} : { path }),
      enters: environment.script?.actions.onEnter !== undefined,
      variables: (resolved[at] ?? []).map(({ name, value, origin }) => {
        const later = resolved.findIndex(
          (others, other) => other > at && others.some((one) => one.name === name),
        );
        const hiddenBy = environments[later]?.name;
        const format = formats.get(origin);
        return {
          name,
          value: isOpen(format, missing) ? format.source : value,
          source: sources.of(origin, format),
          ...(hiddenBy === undefined ? {} : { hiddenBy }),
        };
      }),
    };
  });
}

function viewOfFile(file: ResolvedFile, sources: Sources) {
  const { name, path, data, runnable, endOfLine, origin } = file;
  return { name, path, data, runnable, endOfLine, source: sources.of(origin) };
}

function taskFacts({ step, task }: Extract<ActionRef, { kind: 'task' }>) {
  const values = [...task].map(([name, { value }]) => ({ name, value: valueToText(value) }));
  const { chunk } = step.space;
  const value = chunk && task.get(chunk.parameter)?.value;
  if (!chunk || value?.kind !== 'range_expr') return { values };
  const count = String(value.value.length);
  return { values, chunk: { parameter: chunk.parameter, count, adaptive: chunk.adaptive } };
}

/** Paths that path mapping makes others, each with the number of the rule. */
function mappedPaths(
  { job, pathMappingRules: rules, pathFormat, missing }: ResolveContext,
  ref: ActionRef,
): ResolvedTask['mapped'] {
  const paths: { name: string; text: string }[] = [];
  for (const { name, type, value } of job.parameters.values()) {
    if (!isPathType(type) || missing?.has(name)) continue;
    for (const item of value.kind === 'list' ? value.items : [value])
      if (item.kind === 'string' || item.kind === 'path')
        paths.push({ name: `Param.${name}`, text: item.value });
  }
  if (ref.kind === 'task')
    for (const [name, { type, value }] of ref.task)
      if (type === 'PATH') paths.push({ name: `Task.Param.${name}`, text: valueToText(value) });
  return paths.flatMap(({ name, text }) => {
    const { path, rule } = applyPathMapping(rules, text, pathFormat);
    return rule ? [{ name, from: text, to: path, rule: rules.indexOf(rule) }] : [];
  });
}

function formatsOf({ command, args }: Action): ReadonlyMap<Origin, FormatString> {
  return new Map([command, ...args].map(({ origin, format }) => [origin, format]));
}

const SYMBOL =
  /^(?:(?:Raw)?Param\.\w+|Task\.(?:(?:Raw)?Param|File)\.\w+|Env\.File\.\w+|[A-Z]\w*\.\w+)$/;

/** Lines of origins in their documents, and the symbols that a format string uses. */
class Sources {
  readonly #texts: readonly string[];
  readonly #lines = new Map<number, LineIndex>();

  constructor({ text, layers }: ResolveContext) {
    this.#texts = [text, ...layers.map((layer) => layer.text)];
  }

  of({ document, range }: Origin, format?: FormatString): Source {
    let lines = this.#lines.get(document);
    if (!lines) {
      lines = new LineIndex(this.#texts[document] ?? '');
      this.#lines.set(document, lines);
    }
    const { line, column } = lines.positionAt(range.start);
    const names = new Set<string>();
    for (const segment of format?.segments ?? []) {
      if (segment.kind !== 'expression' || !segment.expression) continue;
      const scope = { has: (name: string) => SYMBOL.test(name) };
      for (const { name } of findReferences(segment.expression, scope).found) names.add(name);
    }
    return { document, line, column, names: [...names] };
  }
}
