import { closest } from '../../expr/index.ts';
import type { Collector, Place } from '../collector.ts';
import type { ValueIssue } from '../parameters/coerce.ts';
import type { MergedParameter } from '../parameters/merge.ts';
import { defaultValueOf, supplyValue } from '../parameters/values.ts';
import { plural } from '../text.ts';
import type { CreateJobOptions } from './create-job.ts';
import type { JobParameter } from './types.ts';

const NOWHERE = { start: 0, end: 0 };

function placeOfParameter(name: string): Place {
  return { parent: { parent: undefined, segment: 'parameters' }, segment: name };
}

/** The values a job is created with: supplied ones, defaults, and what is wrong with either (§2, §7.4). */
export function bindParameters(
  definitions: readonly MergedParameter[],
  options: CreateJobOptions,
  collector: Collector,
): Map<string, JobParameter> {
  const supplied = options.parameters ?? {};
  const parameters = new Map<string, JobParameter>();
  for (const parameter of definitions) {
    const { name, type } = parameter;
    const context = { ...options, uris: parameter.expr };
    const given = Object.hasOwn(supplied, name) ? supplied[name] : undefined;
    const checked =
      given === undefined
        ? defaultValueOf(parameter, context)
        : supplyValue(parameter, given, context);
    if (checked === undefined) {
      const message = `The parameter ${name} (${type}) needs a value: it has no default.`;
      const { range } = parameter.origin.definition.nameNode;
      collector.error('parameter-missing', message, range, placeOfParameter(name), { name });
    } else if ('value' in checked) {
      parameters.set(name, { name, type, value: checked.value });
    } else report(parameter, checked.issues, collector);
  }
  reportUnknown(definitions, Object.keys(supplied), collector);
  return parameters;
}

function report(
  { name, origin }: MergedParameter,
  issues: readonly ValueIssue[],
  collector: Collector,
): void {
  for (const { code, message } of issues) {
    const { range } = origin.definition.nameNode;
    collector.error(code, `${name}: ${message}`, range, placeOfParameter(name), { name });
  }
}

function reportUnknown(
  definitions: readonly MergedParameter[],
  names: readonly string[],
  collector: Collector,
): void {
  const known = definitions.map(({ name }) => name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const suggestion = closest(name, known);
    const has = known.length === 0 ? 'no parameters' : plural(known.length, 'parameter');
    const hint =
      suggestion === undefined ? ` The job has ${has}.` : ` Did you mean "${suggestion}"?`;
    const message = `There is no parameter "${name}".${hint}`;
    const data = suggestion === undefined ? { name } : { name, suggestion };
    collector.error('parameter-unknown', message, NOWHERE, placeOfParameter(name), data);
  }
}
