import {
  amountNameIssue,
  attributeNameIssue,
  attributeValueIssue,
  type CapabilityIssue,
  standardValuesOf,
} from '../capabilities.ts';
import { limitsFor } from '../limits.ts';
import { optional } from '../optional.ts';
import { FIELD_TYPES } from '../scopes.ts';
import type { FormatValue, HostRequirementsDefinition, NumericValue } from '../template/types.ts';
import { type Evaluation, fieldValue, ResolveError, requiredText } from './evaluate.ts';
import { resolveNumber } from './numbers.ts';
import { originOf, templateString } from './origins.ts';
import type { HostRequirements, TemplateString } from './types.ts';

/** The same with and without FEATURE_BUNDLE_1. */
const MOST_VALUES = limitsFor(new Set()).attributeValues;

/** Host requirements with everything resolved and checked again (§3.3). Throws ResolveError. */
export function resolveHostRequirements(
  definition: HostRequirementsDefinition,
  evaluation: Evaluation,
): HostRequirements {
  const amounts = definition.amounts.flatMap(({ name, min, max }) => {
    if (name === undefined) return [];
    const resolved = capabilityName(name, evaluation, amountNameIssue);
    const least = min && resolveNumber('"min"', numeric(min), evaluation, { min: 0 });
    const most = max && resolveNumber('"max"', numeric(max), evaluation, { above: 0 });
    if (least !== undefined && most !== undefined && least > most) {
      const message = `"min" ${least} is greater than "max" ${most}.`;
      throw new ResolveError('min-greater-than-max', message, originOf(0, min ?? name));
    }
    if (least === undefined && most === undefined) {
      const message = `"${resolved}" needs "min" or "max", but nothing is left of them after they are resolved.`;
      throw new ResolveError('empty-requirement', message, originOf(0, min ?? max ?? name));
    }
    return [{ name: resolved, ...optional('min', least), ...optional('max', most) }];
  });
  const attributes = definition.attributes.flatMap(({ name, anyOf, allOf }) => {
    if (name === undefined) return [];
    const resolved = capabilityName(name, evaluation, attributeNameIssue);
    const any = anyOf && attributeList(resolved, '"anyOf"', anyOf, name, evaluation);
    const all = allOf && attributeList(resolved, '"allOf"', allOf, name, evaluation);
    if (all !== undefined && all.length > 1 && standardValuesOf(resolved) !== undefined) {
      const message = `A host has one value of ${resolved}, so "allOf" with several can never hold. Use "anyOf".`;
      throw new ResolveError('unsatisfiable', message, originOf(0, allOf?.[0] ?? name));
    }
    return [{ name: resolved, ...optional('anyOf', any), ...optional('allOf', all) }];
  });
  requireDistinct(amounts, definition.amounts);
  requireDistinct(attributes, definition.attributes);
  return { amounts, attributes };
}

/** Names are compared without case, so a job has them in lower case. */
function capabilityName(
  value: FormatValue,
  evaluation: Evaluation,
  check: (name: string) => CapabilityIssue | undefined,
): string {
  const origin = originOf(0, value);
  const name = requiredText(value.format, origin, evaluation);
  const issue = check(name);
  if (issue !== undefined) throw new ResolveError(issue.code, issue.message, origin);
  return name.toLowerCase();
}

/** §3.3.2: a list holds 1 to 50 values, also after expressions dropped or spliced some. */
function attributeList(
  name: string,
  label: string,
  list: readonly FormatValue[],
  around: FormatValue,
  evaluation: Evaluation,
): string[] {
  const values = list.flatMap((value) => attributeValues(name, value, evaluation));
  const origin = originOf(0, list[0] ?? around);
  if (values.length === 0) {
    const message = `${label} of ${name} holds nothing after it is resolved. It needs at least one value.`;
    throw new ResolveError('empty-list', message, origin);
  }
  if (values.length > MOST_VALUES) {
    const message = `${label} of ${name} has ${values.length} values after it is resolved; at most ${MOST_VALUES} are allowed.`;
    throw new ResolveError('too-many', message, origin);
  }
  return values;
}

/** One value, none, or those of a list (Expression Language §1.3.2). */
function attributeValues(name: string, value: FormatValue, evaluation: Evaluation): string[] {
  const origin = originOf(0, value);
  const resolved = fieldValue(value.format, origin, evaluation, FIELD_TYPES.item);
  if (resolved.kind === 'null') return [];
  const items = resolved.kind === 'list' ? resolved.items : [resolved];
  return items.map((item) => {
    const text = item.kind === 'string' ? item.value : '';
    const issue = attributeValueIssue(name, text, standardValuesOf(name));
    if (issue !== undefined) throw new ResolveError(issue.code, issue.message, origin);
    return text;
  });
}

function requireDistinct(
  resolved: readonly { readonly name: string }[],
  definitions: readonly { readonly name?: FormatValue }[],
): void {
  const seen = new Set<string>();
  for (const [index, { name }] of resolved.entries()) {
    const value = definitions.filter((definition) => definition.name)[index]?.name;
    if (seen.has(name) && value !== undefined) {
      const message = `There are two requirements named "${name}" after their names are resolved.`;
      throw new ResolveError('duplicate-name', message, originOf(0, value));
    }
    seen.add(name);
  }
}

function numeric(value: NumericValue): TemplateString | number {
  if (typeof value.value === 'number') return value.value;
  return templateString(0, { ...value, format: value.value });
}
