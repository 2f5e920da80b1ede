import {
  amountNameIssue,
  attributeNameIssue,
  attributeValueIssue,
  type CapabilityIssue,
  standardValuesOf,
} from '../capabilities.ts';
import { within } from '../collector.ts';
import { givenEntry } from '../given.ts';
import type {
  AmountDefinition,
  AttributeDefinition,
  FormatValue,
  HostRequirementsDefinition,
  Template,
} from '../template/types.ts';
import { plural } from '../text.ts';
import { rangeOfKey, type ValidationContext } from './context.ts';

/** §3.3: what can be said about requirements before their format strings are resolved. */
export function validateHostRequirements(template: Template, context: ValidationContext): void {
  if (template.kind === 'environment') return;
  for (const { hostRequirements } of template.steps) {
    if (hostRequirements !== undefined) validate(hostRequirements, context);
  }
}

function validate(requirements: HostRequirementsDefinition, context: ValidationContext): void {
  const { node, place, amounts, attributes } = requirements;
  const { collector, limits } = context;
  if (givenEntry(node, 'amounts') === undefined && givenEntry(node, 'attributes') === undefined) {
    const message = 'Host requirements need "amounts" or "attributes", or both.';
    collector.error('empty-requirements', message, node.range, place);
  }
  const count = amounts.length + attributes.length;
  if (count > limits.hostRequirements) {
    const message = `There are ${plural(count, 'host requirement')}; at most ${limits.hostRequirements} are allowed, amounts and attributes together.`;
    collector.error('too-many', message, rangeOfKey(node, 'amounts'), place);
  }
  for (const amount of amounts) validateAmount(amount, context);
  for (const attribute of attributes) validateAttribute(attribute, context);
  validateDistinct(amounts, context);
  validateDistinct(attributes, context);
}

function validateName(
  name: FormatValue | undefined,
  issueOf: (name: string) => CapabilityIssue | undefined,
  { collector }: ValidationContext,
): void {
  if (!name?.format.isLiteral || name.node.text === '') return;
  const issue = issueOf(name.node.text);
  // The length has been measured by the structural check.
  if (issue === undefined || issue.code === 'too-long') return;
  collector.error(issue.code, issue.message, name.node.range, name.place);
}

function validateAmount(amount: AmountDefinition, context: ValidationContext): void {
  const { node, place, name, min, max } = amount;
  validateName(name, amountNameIssue, context);
  if (givenEntry(node, 'min') === undefined && givenEntry(node, 'max') === undefined) {
    const message = 'An amount requirement needs "min" or "max", or both.';
    context.collector.error('empty-requirement', message, rangeOfKey(node, 'name'), place);
  }
  if (typeof min?.value !== 'number' || typeof max?.value !== 'number') return;
  if (min.value <= max.value) return;
  const message = `"min" ${min.value} is greater than "max" ${max.value}.`;
  context.collector.error('min-greater-than-max', message, min.node.range, within(place, 'min'));
}

function validateAttribute(attribute: AttributeDefinition, context: ValidationContext): void {
  const { node, place, name, anyOf, allOf } = attribute;
  validateName(name, attributeNameIssue, context);
  if (givenEntry(node, 'anyOf') === undefined && givenEntry(node, 'allOf') === undefined) {
    const message = 'An attribute requirement needs "anyOf" or "allOf", or both.';
    context.collector.error('empty-requirement', message, rangeOfKey(node, 'name'), place);
  }
  const literal = name?.format.isLiteral === true ? name.node.text : '';
  const standard = standardValuesOf(literal);
  for (const value of [...(anyOf ?? []), ...(allOf ?? [])]) {
    if (!value.format.isLiteral || value.node.text === '') continue;
    const issue = attributeValueIssue(literal, value.node.text, standard);
    if (issue === undefined || issue.code === 'too-long') continue;
    context.collector.error(issue.code, issue.message, value.node.range, value.place);
  }
  if (standard !== undefined && (allOf?.length ?? 0) > 1) {
    const message = `A host has one value of ${literal}, so "allOf" with several can never hold. Use "anyOf".`;
    context.collector.error(
      'unsatisfiable',
      message,
      rangeOfKey(node, 'allOf'),
      within(place, 'allOf'),
    );
  }
}

function validateDistinct(
  requirements: readonly { readonly name?: FormatValue }[],
  { collector }: ValidationContext,
): void {
  const seen = new Set<string>();
  for (const { name } of requirements) {
    if (!name?.format.isLiteral) continue;
    const key = name.node.text.toLowerCase();
    if (seen.has(key)) {
      const message = `There are two requirements named "${name.node.text}"; upper and lower case are the same.`;
      collector.error('duplicate-name', message, name.node.range, name.place);
    }
    seen.add(key);
  }
}
