import { Scope, type TypeScope } from '../../expr/index.ts';
import {
  FIELD_TYPES,
  type KnownValues,
  templateScope,
  withFiles,
  withJobName,
  withSession,
  withStepName,
  withTask,
  withWrapped,
} from '../scopes.ts';
import { hookFiles } from '../template/hook-files.ts';
import type {
  ActionDefinition,
  ActionName,
  EnvironmentDefinition,
  JobParameterDefinition,
  ScriptDefinition,
  StepTemplate,
  Template,
} from '../template/types.ts';
import type { ValidationContext } from './context.ts';
import { FormatChecker } from './format-check.ts';
import { checkRangeFormats, checkRequirementFormats } from './format-template.ts';

/** Every format string refers to values that exist where it is resolved (§7.3.1). */
export function validateFormatStrings(template: Template, context: ValidationContext): void {
  new FormatStringPass(template.parameterDefinitions, context).run(template);
}

/**
 * What the host will resolve, with the values that a job was created with: "Invalid expressions must be
 * rejected at template validation/submission time, not at task runtime" (Expression Language, Fail-fast
 * errors).
 */
export function recheckFormatStrings(
  template: Template,
  known: KnownValues,
  context: ValidationContext,
): void {
  new FormatStringPass(template.parameterDefinitions, context, known).run(template);
}

class FormatStringPass {
  readonly #definitions: readonly JobParameterDefinition[];
  readonly #context: ValidationContext;
  readonly #check: FormatChecker;
  readonly #known: KnownValues | undefined;

  constructor(
    definitions: readonly JobParameterDefinition[],
    context: ValidationContext,
    known?: KnownValues,
  ) {
    this.#definitions = definitions;
    this.#context = context;
    this.#known = known;
    this.#check = new FormatChecker(context, definitions);
  }

  run(template: Template): void {
    const bare = templateScope(this.#definitions, this.#known);
    const scope = withJobName(bare, this.#context.extensions, this.#known);
    if (template.kind === 'environment') {
      if (template.environment !== undefined) this.#environment(template.environment, scope);
      return;
    }
    if (this.#known === undefined) this.#check.job(template.name, bare);
    for (const environment of template.jobEnvironments) this.#environment(environment, scope);
    for (const step of template.steps) this.#step(step, scope);
  }

  #step(step: StepTemplate, jobScope: TypeScope): void {
    const { extensions } = this.#context;
    const name = this.#known && step.name?.value;
    const scope: TypeScope = new Scope(withStepName(jobScope, extensions, name));
    this.#check.bindings(step.let, scope, false);
    if (this.#known === undefined) {
      checkRequirementFormats(this.#check, step.hostRequirements, scope);
      checkRangeFormats(this.#check, step.parameterSpace, scope);
    }
    for (const environment of step.stepEnvironments) this.#environment(environment, scope);
    if (step.script === undefined) return;
    const task = withTask(withSession(scope, this.#definitions, extensions), step);
    this.#script(step.script, withFiles(task, 'Task.File', step.script), scope);
  }

  #environment(environment: EnvironmentDefinition, outer: TypeScope): void {
    const { script } = environment;
    const session = withSession(outer, this.#definitions, this.#context.extensions);
    const scope = withFiles(session, 'Env.File', script);
    for (const { value } of environment.variables) this.#check.host(value, scope);
    if (script !== undefined) this.#script(script, scope, outer, hookFiles(environment));
  }

  /** `template` is the scope of what is resolved when the job is created: timeouts and cancelation. */
  #script(
    script: ScriptDefinition,
    outer: TypeScope,
    template: TypeScope,
    hooks: ReadonlyMap<string, readonly ActionName[]> = new Map(),
  ): void {
    const scope: TypeScope = new Scope(outer);
    this.#check.bindings(script.let, scope, true);
    for (const { name, data } of script.embeddedFiles) {
      this.#check.host(data, withWrapped(scope, ...(hooks.get(name) ?? [])));
    }
    for (const [name, action] of Object.entries(script.actions) as [
      ActionName,
      ActionDefinition,
    ][]) {
      this.#action(action, withWrapped(scope, name), withWrapped(template, name), script);
    }
  }

  #action(
    action: ActionDefinition,
    scope: TypeScope,
    template: TypeScope,
    script: ScriptDefinition,
  ): void {
    const check = this.#check;
    // What a simple action stands for was not written by anyone and is right.
    const written = action.args.filter(
      (arg) => script.interpreter === undefined || arg.node !== action.command?.node,
    );
    if (script.interpreter === undefined) check.host(action.command, scope);
    for (const arg of written) check.host(arg, scope, FIELD_TYPES.item);
    check.numeric(action.timeout, template, FIELD_TYPES.optionalInt);
    const { mode, notifyPeriodInSeconds } = action.cancelation ?? {};
    if (typeof mode === 'object') check.job(mode, template, FIELD_TYPES.optionalText);
    check.numeric(notifyPeriodInSeconds, template, FIELD_TYPES.optionalInt);
  }
}
