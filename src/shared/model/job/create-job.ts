import {
  Allowance,
  LIMITS,
  type PathFormat,
  Scope,
  stringValue,
  type Value,
  type ValueScope,
} from '../../expr/index.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { Collector, type Place } from '../collector.ts';
import type { Extension } from '../extensions.ts';
import { limitsFor } from '../limits.ts';
import { optional } from '../optional.ts';
import type { ParameterInput } from '../parameters/input.ts';
import { mergeParameterDefinitions } from '../parameters/merge.ts';
import { isPathType } from '../parameters/types.ts';
import type {
  EnvironmentTemplate,
  JobTemplate,
  StepTemplate,
  Template,
} from '../template/types.ts';
import { codePoints, findForbidden, nameCharacter } from '../text.ts';
import { recheckFormatStrings } from '../validate/format-strings.ts';
import { validateStack } from '../validate/stack.ts';
import { bindParameters } from './bind-parameters.ts';
import { convertEnvironment, convertStepScript } from './convert.ts';
import { type Evaluation, expressionValue, ResolveError, requiredText } from './evaluate.ts';
import { resolveHostRequirements } from './host-requirements.ts';
import { originOf } from './origins.ts';
import { resolveParameterSpace } from './parameter-space.ts';
import { settleTimes } from './settle-times.ts';
import type { Environment, Job, JobParameter, Step } from './types.ts';

export interface CreateJobOptions {
  readonly template: JobTemplate;
  readonly environments?: readonly EnvironmentTemplate[];
  readonly parameters?: Readonly<Record<string, ParameterInput>>;
  /** The folder of the job template; defaults of paths are joined to it. */
  readonly templateDir: string;
  /** Supplied paths are joined to it. */
  readonly workingDir: string;
  readonly pathFormat: PathFormat;
}

export interface CreatedJob {
  readonly job?: Job;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Binds parameters and resolves what is resolved when a job is created (§7.4). The templates have been
 * checked. Findings about parameters have the path `['parameters', name]`.
 */
export function createJob(options: CreateJobOptions): CreatedJob {
  const { template, environments = [] } = options;
  const collector = new Collector();
  const { definitions, issues } = mergeParameterDefinitions(template, environments);
  collector.addAll(issues);
  const parameters = bindParameters(definitions, options, collector);
  validateStack(template, environments, collector);
  if (collector.hasErrors) return { diagnostics: collector.diagnostics };
  const job = new JobBuilder(options, parameters, collector).build();
  if (!collector.hasErrors) recheck([template, ...environments], job, collector);
  if (collector.hasErrors) return { diagnostics: collector.diagnostics };
  return { job, diagnostics: collector.diagnostics };
}

/** Errors that the values of parameters make certain, before anything runs. */
function recheck(templates: readonly Template[], job: Job, collector: Collector): void {
  const known = { jobName: job.name, parameters: job.parameters };
  for (const template of templates) {
    const { extensions } = template;
    if (!extensions.has('EXPR')) continue;
    const limits = limitsFor(extensions);
    const context = { collector, extensions, limits, used: new Set<Extension>() };
    const allowance = new Allowance(LIMITS.checkOperations);
    recheckFormatStrings(template, known, { ...context, references: new Set(), allowance });
  }
}

class JobBuilder {
  readonly #template: JobTemplate;
  readonly #environments: readonly EnvironmentTemplate[];
  readonly #parameters: ReadonlyMap<string, JobParameter>;
  readonly #collector: Collector;
  readonly #allowance = new Allowance(LIMITS.jointOperations);
  readonly #expr: boolean;

  constructor(
    options: CreateJobOptions,
    parameters: ReadonlyMap<string, JobParameter>,
    collector: Collector,
  ) {
    this.#template = options.template;
    this.#environments = options.environments ?? [];
    this.#parameters = parameters;
    this.#collector = collector;
    this.#expr = options.template.extensions.has('EXPR');
  }

  build(): Job {
    const template = this.#template;
    const scope = parameterScope(this.#parameters);
    const name = this.#name(this.#evaluation(scope));
    if (this.#expr) scope.set('Job.Name', stringValue(name));
    return {
      name,
      ...optional('description', template.description),
      extensions: template.extensions,
      parameters: this.#parameters,
      externalEnvironments: this.#external(name),
      environments: template.jobEnvironments.map((definition) =>
        settleTimes(
          convertEnvironment(definition, {
            document: 0,
            scope: 'job',
            extensions: template.extensions,
          }),
          this.#evaluation(scope),
          this.#report,
        ),
      ),
      steps: template.steps.flatMap((step) => this.#step(step, scope) ?? []),
    };
  }

  /** Template scope is POSIX on every system, so that a job is the same wherever it is made (§1.2.1). */
  #evaluation(scope: ValueScope, expr = this.#expr): Evaluation {
    return { scope, options: { expr, pathFormat: 'POSIX', allowance: this.#allowance } };
  }

  readonly #report = (error: ResolveError): void => {
    const place = error.origin.path.reduce<Place | undefined>(
      (parent, segment) => ({ parent, segment }),
      undefined,
    );
    this.#collector.error(error.code, error.message, error.range, place);
  };

  /** Runs a part of the job's creation; what cannot be resolved is reported and the rest goes on. */
  #try<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      this.#report(error);
      return undefined;
    }
  }

  /** §1.1.1: the limits hold for the resolved name. */
  #name(evaluation: Evaluation): string {
    const value = this.#template.name;
    if (value === undefined) return '';
    return (
      this.#try(() => {
        const origin = originOf(0, value);
        const name = requiredText(value.format, origin, evaluation);
        const max = limitsFor(this.#template.extensions).jobName;
        const length = codePoints(name);
        if (length === 0)
          throw new ResolveError('too-short', 'The name of the job is empty.', origin);
        if (length > max) {
          const message = `The name of the job has ${length} characters; at most ${max} are allowed.`;
          throw new ResolveError('too-long', message, origin);
        }
        const at = findForbidden(name, 'printable');
        if (at >= 0) {
          const message = `The name of the job must not hold a ${nameCharacter(name.charCodeAt(at))}.`;
          throw new ResolveError('control-character', message, origin);
        }
        return name;
      }) ?? ''
    );
  }

  #external(jobName: string): Environment[] {
    return this.#environments.flatMap((template, index) => {
      if (template.environment === undefined) return [];
      const { extensions } = template;
      const scope = parameterScope(this.#parameters);
      if (extensions.has('EXPR')) scope.set('Job.Name', stringValue(jobName));
      const around = { document: index + 1, scope: 'external', extensions } as const;
      const environment = convertEnvironment(template.environment, around);
      return [
        settleTimes(environment, this.#evaluation(scope, extensions.has('EXPR')), this.#report),
      ];
    });
  }

  #step(step: StepTemplate, jobScope: ValueScope): Step | undefined {
    const name = step.name?.value ?? '';
    const outer: ValueScope = new Scope(jobScope);
    if (this.#expr) outer.set('Step.Name', stringValue(name));
    const bindings: ValueScope = new Scope(outer);
    const evaluation = this.#evaluation(bindings);
    const bound = this.#try(() => {
      for (const value of step.let) bind(value, bindings, evaluation);
      return true;
    });
    // Without its bindings nothing of the step can be resolved; their error says why.
    if (bound === undefined) return undefined;
    const { hostRequirements } = step;
    const requirements = this.#try(
      () => hostRequirements && resolveHostRequirements(hostRequirements, evaluation),
    );
    const limits = limitsFor(this.#template.extensions);
    const space = this.#try(() => resolveParameterSpace(step.parameterSpace, evaluation, limits));
    const script = step.script && convertStepScript(step.script, 0);
    if (space === undefined || script === undefined) return undefined;
    const own = new Scope<Value>(undefined, boundValues(step, bindings));
    const { extensions } = this.#template;
    const converted: Step = {
      name,
      ...optional('description', step.description),
      path: originOf(0, step).path,
      dependencies: step.dependencies.map(({ value }) => value),
      environments: step.stepEnvironments.map((definition) => {
        const around = {
          document: 0,
          scope: 'step',
          extensions,
          stepName: name,
          outerBindings: own,
        } as const;
        return settleTimes(convertEnvironment(definition, around), evaluation, this.#report);
      }),
      ...optional('hostRequirements', requirements),
      space,
      script,
      bindings: own,
    };
    return settleTimes(converted, evaluation, this.#report);
  }
}

function bind(
  { binding, ...located }: StepTemplate['let'][number],
  scope: ValueScope,
  evaluation: Evaluation,
): void {
  const { name, expression } = binding;
  if (name === undefined || expression === undefined) return;
  scope.set(name, expressionValue(expression, originOf(0, located), evaluation));
}

function boundValues(step: StepTemplate, scope: ValueScope): [string, Value][] {
  return step.let.flatMap(({ binding }): [string, Value][] => {
    const value = binding.name === undefined ? undefined : scope.get(binding.name);
    return binding.name === undefined || value === undefined ? [] : [[binding.name, value]];
  });
}

/** `Param.*` and `RawParam.*` in template scope, where paths have no mapped value yet (§7.3.1). */
export function parameterScope(parameters: ReadonlyMap<string, JobParameter>): ValueScope {
  const scope: ValueScope = new Scope();
  for (const { name, type, value } of parameters.values()) {
    if (!isPathType(type)) scope.set(`Param.${name}`, value);
    scope.set(`RawParam.${name}`, value);
  }
  return scope;
}
