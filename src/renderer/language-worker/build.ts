import { valueToText } from '../../shared/expr/index.ts';
import {
  checkParameterValue,
  createJob,
  type Job,
  type JobTemplate,
  type ParameterInput,
  parametersIn,
  type Step,
  tasksBeyondProfile,
} from '../../shared/model/index.ts';
import type { Diagnostic } from '../../shared/text/diagnostic.ts';
import { asWarningOfFarm, type Checked } from './check.ts';
import type { BuildParams, BuildResult, LayerCheck, Problem, StepSummary } from './contract.ts';
import { parameterInputs } from './form-model.ts';
import { toProblems } from './problems.ts';
import { standIn } from './stand-ins.ts';

/** Makes the job that the values make of a checked template. */
export function buildJob(
  checked: Checked,
  params: BuildParams,
): { result: BuildResult; job: Job | undefined; missing: ReadonlySet<string> } {
  const issues = valueIssues(checked, params);
  if (checked.template?.kind !== 'job' || !checked.result.valid)
    return { result: { problems: [], issues }, job: undefined, missing: NONE };
  const broken = checked.result.environments.find((layer) => !layer.valid);
  if (broken)
    return { result: { problems: [brokenLayer(broken)], issues }, job: undefined, missing: NONE };
  const { template } = checked;
  const create = (parameters: Record<string, ParameterInput>) =>
    createJob({
      template,
      environments: [...checked.environments],
      parameters,
      templateDir: params.templateDirectory,
      workingDir: params.workingDirectory,
      pathFormat: params.pathFormat,
    });
  const inputs = parameterInputs(params.values);
  const { job: whole, diagnostics } = create(inputs);
  const missing = whole ? NONE : missingIn(diagnostics);
  const stood = [...missing].flatMap((name) => {
    const definition = checked.definitions.find((one) => one.name === name);
    return definition ? [[name, standIn(definition)] as const] : [];
  });
  const job =
    whole ??
    (stood.length > 0 ? create({ ...inputs, ...Object.fromEntries(stood) }).job : undefined);
  const beyond =
    job && checked.profile ? tasksBeyondProfile(job, checked.template, checked.profile) : [];
  if (!whole) blameValues(issues, checked, diagnostics);
  const problems = toProblems(checked.text, [...diagnostics, ...beyond.map(asWarningOfFarm)]);
  return {
    job,
    missing,
    result: {
      ...(job
        ? {
            job: {
              name: job.name,
              steps: job.steps.map((step) => summary(step, needsOf(template, step.name, missing))),
              ...(missing.size > 0 ? { missing: [...missing] } : {}),
            },
          }
        : {}),
      problems,
      issues,
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

/** The parameters without a value, where nothing else is wrong. */
function missingIn(diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (!errors.every(({ code }) => code === 'parameter-missing')) return NONE;
  return new Set(errors.map(({ data }) => String(data?.name)));
}

/** The missing parameters on which the tasks of a step depend. */
function needsOf(
  { steps }: JobTemplate,
  name: string,
  missing: ReadonlySet<string>,
): readonly string[] {
  if (missing.size === 0) return [];
  const step = steps.find((one) => one.name?.value === name);
  // A range may name what the step's own `let` made of a parameter.
  const used = parametersIn([step?.parameterSpace, step?.let]);
  return [...missing].filter((one) => used.has(one));
}

/** What is wrong with each value, for its control. A value that is missing is said by the job alone. */
function valueIssues({ definitions }: Checked, { values }: BuildParams): Record<string, string[]> {
  const issues: Record<string, string[]> = {};
  for (const definition of definitions) {
    const value = values[definition.name];
    if (value === undefined) continue;
    const checked = checkParameterValue(definition, value);
    if ('issues' in checked) issues[definition.name] = checked.issues.map((issue) => issue.message);
  }
  return issues;
}

/**
 * Puts what the job's text could not take beside the values that stand in it: that a range cannot be read is, for
 * whoever fills in the form, wrong with the parameter that it comes from.
 */
function blameValues(
  issues: Record<string, string[]>,
  { text, definitions }: Checked,
  diagnostics: readonly Diagnostic[],
): void {
  const known = new Set(definitions.map(({ name }) => name));
  for (const { severity, message, range } of diagnostics) {
    if (severity !== 'error') continue;
    const written = text.slice(range.start, range.end);
    for (const [, name = ''] of written.matchAll(/\b(?:Raw)?Param\.([A-Za-z_]\w*)/g)) {
      if (!known.has(name) || issues[name]?.includes(message)) continue;
      issues[name] = [...(issues[name] ?? []), message];
    }
  }
}

/** A job without one of its layers would be another job: none is made. */
function brokenLayer({ path, problems }: LayerCheck): Problem {
  const first = problems.find(({ severity }) => severity === 'error');
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return {
    start: 0,
    end: 0,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    code: 'environment-invalid',
    severity: 'error',
    message: `The environment template ${name} has problems${first ? ` (line ${first.line}: ${first.message})` : ''}. Mend it or switch it off.`,
    path: ['environments', path],
    source: 'values',
  };
}

function endText(parameter: Step['space']['parameters'][number], at: bigint): string {
  return at < 0n || at >= parameter.count ? '' : valueToText(parameter.valueAt(at));
}

function summary(step: Step, needs: readonly string[]): StepSummary {
  const { space } = step;
  if (needs.length > 0)
    return { name: step.name, count: '0', parameters: [], dependencies: step.dependencies, needs };
  return {
    name: step.name,
    count: String(space.count),
    parameters: space.parameters.map((parameter) => ({
      name: parameter.name,
      type: parameter.type,
      count: String(parameter.count),
      first: endText(parameter, 0n),
      last: endText(parameter, parameter.count - 1n),
    })),
    dependencies: step.dependencies,
    ...(space.chunk
      ? {
          chunk: {
            parameter: space.chunk.parameter,
            adaptive: space.chunk.adaptive,
            size: space.chunk.defaultTaskCount,
          },
        }
      : {}),
  };
}
