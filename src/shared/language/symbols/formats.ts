import type { Expression, ExpressionSegment } from '../../expr/index.ts';
import { type Place, pathOf } from '../../model/collector.ts';
import type {
  ActionDefinition,
  EnvironmentDefinition,
  FormatValue,
  LetValue,
  NumericValue,
  RangeDefinition,
  ScriptDefinition,
  StepTemplate,
  Template,
} from '../../model/index.ts';
import type { ScalarNode } from '../../yaml/index.ts';
import type { Path } from '../node-at.ts';

/** A text with expressions: a format string, or a binding. */
export interface WrittenExpressions {
  readonly node: ScalarNode;
  readonly path: Path;
  /** Offsets are those of the decoded text of the scalar. */
  readonly segments: readonly ExpressionSegment[];
  /** The expression of a binding, which has no braces. */
  readonly expression?: Expression;
}

/** Every text of a template that holds an expression, in the order of the schema. */
export function* writtenExpressions(template: Template): Iterable<WrittenExpressions> {
  if (template.kind === 'environment') {
    if (template.environment !== undefined) yield* ofEnvironment(template.environment);
    return;
  }
  yield* ofFormat(template.name);
  for (const environment of template.jobEnvironments) yield* ofEnvironment(environment);
  for (const step of template.steps) yield* ofStep(step);
}

function* ofStep(step: StepTemplate): Iterable<WrittenExpressions> {
  for (const binding of step.let) yield ofBinding(binding);
  const { amounts = [], attributes = [] } = step.hostRequirements ?? {};
  for (const { name, min, max } of amounts) {
    yield* ofFormat(name);
    yield* ofNumeric(min);
    yield* ofNumeric(max);
  }
  for (const { name, anyOf = [], allOf = [] } of attributes) {
    for (const value of [name, ...anyOf, ...allOf]) yield* ofFormat(value);
  }
  for (const { range, chunks } of step.parameterSpace?.parameters ?? []) {
    yield* ofRange(range);
    yield* ofNumeric(chunks?.defaultTaskCount);
    yield* ofNumeric(chunks?.targetRuntimeSeconds);
  }
  for (const environment of step.stepEnvironments) yield* ofEnvironment(environment);
  if (step.script !== undefined) yield* ofScript(step.script);
}

function* ofEnvironment(environment: EnvironmentDefinition): Iterable<WrittenExpressions> {
  for (const { value } of environment.variables) yield* ofFormat(value);
  if (environment.script !== undefined) yield* ofScript(environment.script);
}

function* ofScript(script: ScriptDefinition): Iterable<WrittenExpressions> {
  for (const binding of script.let) yield ofBinding(binding);
  for (const file of script.embeddedFiles) yield* ofFormat(file.data);
  for (const action of Object.values(script.actions)) yield* ofAction(action, script);
}

function* ofAction(
  action: ActionDefinition,
  script: ScriptDefinition,
): Iterable<WrittenExpressions> {
  // A simple action's command and its first argument were written by nobody.
  const isWritten = script.interpreter === undefined;
  if (isWritten) yield* ofFormat(action.command);
  for (const arg of action.args) {
    if (isWritten || arg.node !== action.command?.node) yield* ofFormat(arg);
  }
  yield* ofNumeric(action.timeout);
  const { mode, notifyPeriodInSeconds } = action.cancelation ?? {};
  if (typeof mode === 'object') yield* ofFormat(mode);
  yield* ofNumeric(notifyPeriodInSeconds);
}

function* ofRange(range: RangeDefinition | undefined): Iterable<WrittenExpressions> {
  if (range?.kind === 'expression') yield* ofFormat(range);
  for (const { node, place, value } of range?.kind === 'list' ? range.items : []) {
    if ('segments' in value) yield* ofFormat({ node, place, format: value });
  }
}

function* ofNumeric(value: NumericValue | undefined): Iterable<WrittenExpressions> {
  if (value === undefined || typeof value.value === 'number') return;
  yield* ofFormat({ node: value.node, place: value.place, format: value.value });
}

function* ofFormat(value: FormatValue | undefined): Iterable<WrittenExpressions> {
  if (value === undefined || value.format.isLiteral) return;
  const segments = value.format.segments.filter((segment) => segment.kind === 'expression');
  yield { node: value.node, path: toPath(value.place), segments };
}

function ofBinding({ node, place, binding }: LetValue): WrittenExpressions {
  const { expression } = binding;
  return {
    node,
    path: toPath(place),
    segments: [],
    ...(expression === undefined ? {} : { expression }),
  };
}

function toPath(place: Place | undefined): Path {
  return pathOf(place);
}
