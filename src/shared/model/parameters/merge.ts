import type { Value } from '../../expr/index.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { Collector } from '../collector.ts';
import type { Extension } from '../extensions.ts';
import { optional } from '../optional.ts';
import type { JobParameterType } from '../parameter-types.ts';
import type {
  Constraints,
  EnvironmentTemplate,
  FileFilter,
  JobParameterDefinition,
  JobTemplate,
  Template,
} from '../template/types.ts';
import { type Coerced, coerceInput } from './coerce.ts';
import { checkConstraints, checkSatisfiable, isLess, sameValue } from './constraints.ts';
import { defaultControl } from './control.ts';
import { nodeToInput, type ParameterInput, type TemplateInput } from './input.ts';
import { isPathType } from './types.ts';

/** One parameter of a submission: its definitions in all templates, merged (§1.2.1). */
export interface MergedParameter extends Constraints {
  readonly name: string;
  readonly type: JobParameterType;
  readonly description?: string;
  /** The default as data; of paths as it stands in the template, not joined yet. */
  readonly default?: ParameterInput;
  readonly objectType?: 'FILE' | 'DIRECTORY';
  readonly dataFlow?: 'NONE' | 'IN' | 'OUT' | 'INOUT';
  readonly userInterface: {
    readonly control: string;
    readonly label: string;
    readonly groupLabel?: string;
    readonly decimals?: number;
    readonly singleStepDelta?: number;
    readonly fileFilters?: readonly FileFilter[];
    readonly fileFilterDefault?: FileFilter;
  };
  readonly required: boolean;
  readonly constraints: Constraints;
  readonly defaultValue?: Value;
  /** Whether one of its templates uses EXPR, which makes URIs values of paths. */
  readonly expr: boolean;
  readonly origin: ParameterOrigin;
}

/** The definition that counts for messages: the one that was merged last. */
interface ParameterOrigin {
  /** 0 is the job template, 1… the environment templates. */
  readonly document: number;
  readonly definition: JobParameterDefinition;
}

interface Source extends ParameterOrigin {
  readonly extensions: ReadonlySet<Extension>;
}

/** Environment templates in their order, the job template last (§1.2.1). */
export function mergeParameterDefinitions(
  job: JobTemplate | undefined,
  environments: readonly EnvironmentTemplate[],
): { definitions: MergedParameter[]; issues: Diagnostic[] } {
  const collector = new Collector();
  const byName = new Map<string, Source[]>();
  const add = (template: Template, document: number): void => {
    for (const definition of template.parameterDefinitions) {
      const sources = byName.get(definition.name) ?? [];
      // A name twice in one template is an error of that template.
      if (sources.some((source) => source.document === document)) continue;
      sources.push({ document, definition, extensions: template.extensions });
      byName.set(definition.name, sources);
    }
  };
  // People read a form in the order of the job template; what only environments ask for comes after.
  const order = new Map<string, number>();
  for (const { name } of job?.parameterDefinitions ?? []) order.set(name, order.size);
  for (const [index, environment] of environments.entries()) add(environment, index + 1);
  if (job !== undefined) add(job, 0);
  const names = [...byName.keys()].sort(
    (left, right) => (order.get(left) ?? Infinity) - (order.get(right) ?? Infinity) || 0,
  );
  const definitions = names.flatMap((name) => mergeOne(byName.get(name) ?? [], collector) ?? []);
  return { definitions, issues: [...collector.diagnostics] };
}

function mergeOne(sources: readonly Source[], collector: Collector): MergedParameter | undefined {
  const last = sources.at(-1);
  if (last === undefined) return undefined;
  const { definition } = last;
  const report = (code: string, message: string): void => {
    collector.error(code, message, definition.nameNode.range, {
      parent: { parent: undefined, segment: 'parameters' },
      segment: definition.name,
    });
  };
  const conflict = sources.some((source) => conflicts(source.definition, definition, report));
  const constraints = sources
    .map((source) => source.definition.constraints)
    .reduce(mergeConstraints);
  const lastDefault = sources.findLast((source) => source.definition.default)?.definition.default;
  const input = lastDefault && nodeToInput(lastDefault.node);
  const coerced = input === undefined ? undefined : coerceInput(definition.type, input);
  const defaultValue = coerced !== undefined && 'value' in coerced ? coerced.value : undefined;
  if (sources.length > 1 && !conflict) {
    const issues = [
      ...checkSatisfiable(constraints),
      ...(defaultValue === undefined
        ? []
        : checkConstraints(definition.type, constraints, defaultValue, textOf(coerced))),
    ];
    for (const issue of issues) {
      report(
        'merged-parameter-conflict',
        `Parameter ${definition.name}, as the templates together define it: ${issue.message}`,
      );
    }
  }
  return assemble(sources, last, constraints, input, defaultValue);
}

function conflicts(
  earlier: JobParameterDefinition,
  later: JobParameterDefinition,
  report: (code: string, message: string) => void,
): boolean {
  const different = (property: string, left: string, right: string): true => {
    report(
      'merged-parameter-conflict',
      `Parameter ${later.name} is defined with different values of "${property}": ${left} and ${right}.`,
    );
    return true;
  };
  if (earlier.type !== later.type) return different('type', earlier.type, later.type);
  if (!isPathType(later.type)) return false;
  for (const property of ['objectType', 'dataFlow'] as const) {
    const [left, right] = [earlier[property], later[property]];
    if (left !== undefined && right !== undefined && left !== right) {
      return different(property, left, right);
    }
  }
  return false;
}

/** The stricter of both in everything. */
function mergeConstraints(left: Constraints, right: Constraints): Constraints {
  const both = <T>(a: T | undefined, b: T | undefined, pick: (a: T, b: T) => T): T | undefined =>
    a === undefined ? b : b === undefined ? a : pick(a, b);
  const merged = {
    minLength: both(left.minLength, right.minLength, Math.max),
    maxLength: both(left.maxLength, right.maxLength, Math.min),
    minValue: both(left.minValue, right.minValue, (a, b) => (isLess(a, b) ? b : a)),
    maxValue: both(left.maxValue, right.maxValue, (a, b) => (isLess(a, b) ? a : b)),
    allowedValues: both(left.allowedValues, right.allowedValues, (a, b) =>
      b.filter((value) => a.some((other) => sameValue(value, other))),
    ),
    item: both(left.item, right.item, mergeConstraints),
  };
  return withoutUndefined(merged) as Constraints;
}

function withoutUndefined<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

function assemble(
  sources: readonly Source[],
  last: Source,
  constraints: Constraints,
  input: TemplateInput | undefined,
  defaultValue: Value | undefined,
): MergedParameter {
  const { name, type } = last.definition;
  const latest = <K extends keyof JobParameterDefinition>(key: K): JobParameterDefinition[K] =>
    sources.findLast((source) => source.definition[key] !== undefined)?.definition[
      key
    ] as JobParameterDefinition[K];
  const ui = latest('userInterface');
  const objectType = latest('objectType');
  const dataFlow = latest('dataFlow');
  const shape = {
    type,
    constraints,
    ...optional('objectType', objectType),
    ...optional('dataFlow', dataFlow),
  };
  const description = latest('description');
  return {
    name,
    type,
    ...constraints,
    ...optional('description', description),
    ...optional('default', input === undefined ? undefined : plainInput(input)),
    ...optional('objectType', objectType),
    ...optional('dataFlow', dataFlow),
    ...optional('defaultValue', defaultValue),
    userInterface: {
      control: ui?.control ?? defaultControl(shape),
      label: ui?.label ?? name,
      ...optional('groupLabel', ui?.groupLabel),
      ...optional('decimals', ui?.decimals),
      ...optional('singleStepDelta', ui?.singleStepDelta),
      ...optional('fileFilters', ui?.fileFilters),
      ...optional('fileFilterDefault', ui?.fileFilterDefault),
    },
    required: defaultValue === undefined,
    constraints,
    expr: sources.some((source) => source.extensions.has('EXPR')),
    origin: { document: last.document, definition: last.definition },
  };
}

function textOf(coerced: Coerced | undefined): string | undefined {
  return coerced !== undefined && 'value' in coerced ? coerced.text : undefined;
}

/** Numbers keep their text: as text, which every type of number reads. */
function plainInput(input: TemplateInput): ParameterInput {
  if (Array.isArray(input)) return (input as readonly TemplateInput[]).map(plainInput);
  if (typeof input === 'object' && input !== null && 'text' in input) return input.text;
  return input as ParameterInput;
}
