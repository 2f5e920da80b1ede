import { listValue, stringValue, TYPES, type Value } from '../../expr/index.ts';
import { coerceInput, type ValueIssue } from './coerce.ts';
import { checkConstraints } from './constraints.ts';
import type { ParameterInput } from './input.ts';
import type { MergedParameter } from './merge.ts';
import { joinDefault, joinSupplied, type PathContext } from './paths.ts';
import { isPathType } from './types.ts';

export type CheckedValue = { readonly value: Value } | { readonly issues: readonly ValueIssue[] };

/** A supplied value against its parameter: its type, then its constraints. */
export function checkParameterValue(
  parameter: MergedParameter,
  input: ParameterInput,
): CheckedValue {
  const coerced = coerceInput(parameter.type, input);
  if ('issue' in coerced) return { issues: [coerced.issue] };
  return constrain(parameter, coerced.value, coerced.text);
}

/** The value a job is created with (§7.4): paths are joined first, constraints hold for the result. */
export function supplyValue(
  parameter: MergedParameter,
  input: ParameterInput,
  context: PathContext,
): CheckedValue {
  const coerced = coerceInput(parameter.type, input);
  if ('issue' in coerced) return { issues: [coerced.issue] };
  if (!isPathType(parameter.type)) return constrain(parameter, coerced.value, coerced.text);
  return constrain(
    parameter,
    mapPaths(coerced.value, (path) => joinSupplied(path, context)),
  );
}

/** The default as a job's value; undefined when there is none. */
export function defaultValueOf(
  parameter: MergedParameter,
  context: PathContext,
): CheckedValue | undefined {
  const { defaultValue, type } = parameter;
  if (defaultValue === undefined) return undefined;
  if (!isPathType(type)) {
    const { default: input } = parameter;
    return constrain(parameter, defaultValue, typeof input === 'string' ? input : undefined);
  }
  const issues: ValueIssue[] = [];
  const value = mapPaths(defaultValue, (path) => {
    const joined = joinDefault(path, context);
    if ('path' in joined) return joined.path;
    issues.push(joined);
    return path;
  });
  return issues.length > 0 ? { issues } : constrain(parameter, value);
}

function constrain(parameter: MergedParameter, value: Value, text?: string): CheckedValue {
  const issues = checkConstraints(parameter.type, parameter.constraints, value, text);
  return issues.length > 0 ? { issues } : { value };
}

function mapPaths(value: Value, map: (path: string) => string): Value {
  if (value.kind === 'string') return stringValue(map(value.value));
  if (value.kind !== 'list') return value;
  return listValue(
    TYPES.string,
    value.items.map((item) => mapPaths(item, map)),
  );
}
