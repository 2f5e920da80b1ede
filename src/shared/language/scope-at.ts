import {
  checkExpression,
  type ExprType,
  Scope,
  TYPES,
  type TypeScope,
  unresolved,
} from '../expr/index.ts';
import {
  type ActionName,
  type EnvironmentDefinition,
  INTERPRETERS,
  type LetValue,
  type ScriptDefinition,
  type StepTemplate,
  templateScope,
  withFiles,
  withJobName,
  withSession,
  withStepName,
  withTask,
  withWrapped,
} from '../model/index.ts';
import type { LanguageDocument } from './document.ts';
import { nodeAt, type Path } from './node-at.ts';

/** What a format string or binding may refer to, and who owns the names. */
export interface ScopeInfo {
  readonly scope: TypeScope;
  /** Resolved on the worker host, where paths are mapped and task parameters have values. */
  readonly host: boolean;
  readonly step?: StepTemplate;
  readonly environment?: EnvironmentDefinition;
  readonly script?: ScriptDefinition;
  /** The bindings that are visible, in the order of the text. */
  readonly bindings: readonly LetValue[];
}

/** The scope of a place (§7.3.1), by its path: also where nothing is written yet. */
export function scopeAt(document: LanguageDocument, path: Path): ScopeInfo {
  const end = path.findIndex((segment) => SAME_BELOW.has(String(segment)));
  const section = end < 0 ? path : path.slice(0, end + 1);
  return document.fact(`scope ${section.join('/')}`, () => new ScopeFinder(document).find(section));
}

/** Properties below which every place has the same scope. */
const SAME_BELOW = new Set([
  ...['embeddedFiles', 'command', 'args', 'variables', 'parameterSpace', 'hostRequirements'],
  ...['timeout', 'cancelation', 'dependencies'],
]);

class ScopeFinder {
  readonly #document: LanguageDocument;

  constructor(document: LanguageDocument) {
    this.#document = document;
  }

  find(path: Path): ScopeInfo {
    const { definitions, extensions, template } = this.#document;
    const bare: ScopeInfo = { scope: templateScope(definitions), host: false, bindings: [] };
    const [first, index] = path;
    if (first === 'name') return bare;
    const job = { ...bare, scope: withJobName(bare.scope, extensions) };
    const node = nodeAt(this.#document.root, path.slice(0, 2));
    if (template?.kind === 'environment') {
      return first === 'environment' && template.environment !== undefined
        ? this.#environment(job, template.environment, path.slice(1))
        : job;
    }
    if (typeof index !== 'number') return job;
    if (first === 'jobEnvironments') {
      const environment = template?.jobEnvironments.find((each) => each.node === node);
      return environment === undefined ? job : this.#environment(job, environment, path.slice(2));
    }
    const step = template?.steps.find((each) => each.node === node);
    return first === 'steps' && step !== undefined ? this.#step(job, step, path) : job;
  }

  #step(outer: ScopeInfo, step: StepTemplate, path: Path): ScopeInfo {
    const { extensions, definitions, root } = this.#document;
    const named = { ...outer, step, scope: withStepName(outer.scope, extensions) };
    const [property, index] = path.slice(2);
    if (property === 'let') return this.#bind(named, step.let, Number(index ?? step.let.length));
    const inner = this.#bind(named, step.let);
    if (property === 'stepEnvironments') {
      const node = nodeAt(root, path.slice(0, 4));
      const environment = step.stepEnvironments.find((each) => each.node === node);
      return environment === undefined
        ? inner
        : this.#environment(inner, environment, path.slice(4));
    }
    const isScript = property === 'script' || INTERPRETERS.some((name) => name === property);
    if (!isScript) return inner;
    const task = withTask(withSession(inner.scope, definitions, extensions), step);
    const scope = withFiles(task, 'Task.File', step.script);
    return this.#script({ ...inner, scope, host: true }, inner, step.script, path.slice(3));
  }

  #environment(outer: ScopeInfo, environment: EnvironmentDefinition, path: Path): ScopeInfo {
    const { extensions, definitions } = this.#document;
    const session = withSession(outer.scope, definitions, extensions);
    const scope = withFiles(session, 'Env.File', environment.script);
    const own = { ...outer, environment, scope, host: true };
    if (path[0] === 'variables') return own;
    return this.#script(own, outer, environment.script, path.slice(1));
  }

  #script(
    own: ScopeInfo,
    template: ScopeInfo,
    script: ScriptDefinition | undefined,
    path: Path,
  ): ScopeInfo {
    const [property, action, field] = path;
    const held = script === undefined ? own : { ...own, script };
    if (property === 'let') {
      return this.#bind(held, script?.let ?? [], Number(action ?? script?.let.length ?? 0));
    }
    const inner = this.#bind(held, script?.let ?? []);
    if (INTERPRETERS.some((name) => name === property)) {
      return this.#script(own, template, script, path.slice(1));
    }
    // Timeouts and cancelation are resolved when the job is created, everything else on the host.
    if (property === 'timeout' || property === 'cancelation') return template;
    if (property !== 'actions' || typeof action !== 'string') return inner;
    const hook = action as ActionName;
    if (field === 'timeout' || field === 'cancelation') {
      return { ...template, scope: withWrapped(template.scope, hook) };
    }
    return { ...inner, scope: withWrapped(inner.scope, hook) };
  }

  /** Adds the first `count` bindings with the types of their expressions (§3.6). */
  #bind(outer: ScopeInfo, values: readonly LetValue[], count = values.length): ScopeInfo {
    if (count === 0 || values.length === 0) return outer;
    const scope: TypeScope = new Scope(outer.scope);
    const visible = values.slice(0, count);
    for (const { binding } of visible) {
      const { name, expression } = binding;
      if (name === undefined || scope.has(name)) continue;
      const options = { expr: true, hostContext: outer.host };
      const type: ExprType =
        expression === undefined
          ? unresolved(TYPES.any)
          : checkExpression(expression, scope, options).type;
      scope.set(name, type);
    }
    return { ...outer, scope, bindings: [...outer.bindings, ...visible] };
  }
}
