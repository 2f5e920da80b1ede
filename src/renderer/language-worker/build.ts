import { valueToText } from '../../shared/expr/index.ts';
import {
  checkParameterValue,
  createJob,
  type Job,
  type Step,
  tasksBeyondProfile,
} from '../../shared/model/index.ts';
import type { Diagnostic } from '../../shared/text/diagnostic.ts';
import { asWarningOfFarm, type Checked } from './check.ts';
import type { BuildParams, BuildResult, LayerCheck, Problem, StepSummary } from './contract.ts';
import { parameterInputs } from './form-model.ts';
import { toProblems } from './problems.ts';

/** Makes the job that the values make of a checked template. */
export function buildJob(
  checked: Checked,
  params: BuildParams,
): { result: BuildResult; job: Job | undefined } {
  const issues = valueIssues(checked, params);
  if (checked.template?.kind !== 'job' || !checked.result.valid)
    return { result: { problems: [], issues }, job: undefined };
  const broken = checked.result.environments.find((layer) => !layer.valid);
  if (broken) return { result: { problems: [brokenLayer(broken)], issues }, job: undefined };
  const { job, diagnostics } = createJob({
    template: checked.template,
    environments: [...checked.environments],
    parameters: parameterInputs(params.values),
    templateDir: params.templateDirectory,
    workingDir: params.workingDirectory,
    pathFormat: params.pathFormat,
  });
  const beyond =
    job && checked.profile ? tasksBeyondProfile(job, checked.template, checked.profile) : [];
  if (!job) blameValues(issues, checked, diagnostics);
  const problems = toProblems(checked.text, [...diagnostics, ...beyond.map(asWarningOfFarm)]);
  return {
    job,
    result: {
      ...(job ? { job: { name: job.name, steps: job.steps.map(summary) } } : {}),
      problems,
      issues,
    },
  };
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

function summary(step: Step): StepSummary {
  const { space } = step;
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
      ? { chunk: { parameter: space.chunk.parameter, adaptive: space.chunk.adaptive } }
      : {}),
  };
}
