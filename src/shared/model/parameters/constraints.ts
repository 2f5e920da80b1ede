import { stringValue, type Value, valueEquals, valueToString } from '../../expr/index.ts';
import type { JobParameterType } from '../parameter-types.ts';
import type { Constraints } from '../template/types.ts';
import { codePoints, plural, quote } from '../text.ts';
import type { ValueIssue } from './coerce.ts';
import { itemType } from './types.ts';

/** What of a parameter's constraints a value violates (§2.1-2.16); all of it, with the items' places. */
export function checkConstraints(
  type: JobParameterType,
  constraints: Constraints,
  value: Value,
  text?: string,
): ValueIssue[] {
  const issues: ValueIssue[] = [];
  if (type === 'RANGE_EXPR' && text !== undefined) {
    // The length of a range expression is that of the text it was given as; without a limit it has one.
    collect('STRING', { maxLength: 1024, ...constraints }, stringValue(text), [], issues);
  } else collect(type, constraints, value, [], issues);
  return issues;
}

function collect(
  type: JobParameterType,
  constraints: Constraints,
  value: Value,
  path: readonly number[],
  issues: ValueIssue[],
): void {
  const add = (code: string, message: string): void => {
    const where = path.map((index) => `Item ${index + 1}: `).join('');
    issues.push({ code, message: where + message, ...(path.length > 0 ? { path } : {}) });
  };
  checkLength(constraints, value, add);
  checkBounds(constraints, value, add);
  const { allowedValues } = constraints;
  if (allowedValues !== undefined && !allowedValues.some((allowed) => sameValue(allowed, value))) {
    const list = allowedValues.slice(0, 10).map(display).join(', ');
    const more = allowedValues.length > 10 ? ', …' : '';
    add('value-not-allowed', `${display(value)} is not one of the allowed values: ${list}${more}.`);
  }
  const of = itemType(type);
  if (constraints.item === undefined || of === undefined || value.kind !== 'list') return;
  for (const [index, element] of value.items.entries()) {
    collect(of, constraints.item, element, [...path, index], issues);
  }
}

function checkLength(
  { minLength, maxLength }: Constraints,
  value: Value,
  add: (code: string, message: string) => void,
): void {
  if (minLength === undefined && maxLength === undefined) return;
  const [length, noun] =
    value.kind === 'list'
      ? [value.items.length, 'item']
      : [codePoints(valueToString(value)), 'character'];
  const has = `it has ${plural(length, noun)}`;
  if (minLength !== undefined && length < minLength) {
    add('too-short', `${display(value)} is too short: ${has}, at least ${minLength} are required.`);
  }
  if (maxLength !== undefined && length > maxLength) {
    add('too-long', `${display(value)} is too long: ${has}, at most ${maxLength} are allowed.`);
  }
}

function checkBounds(
  { minValue, maxValue }: Constraints,
  value: Value,
  add: (code: string, message: string) => void,
): void {
  if (minValue !== undefined && isLess(value, minValue)) {
    add('too-small', `${display(value)} is less than the minimum ${display(minValue)}.`);
  }
  if (maxValue !== undefined && isLess(maxValue, value)) {
    add('too-large', `${display(value)} is greater than the maximum ${display(maxValue)}.`);
  }
}

/** Order of two numbers of the same kind. */
export function isLess(left: Value, right: Value): boolean {
  if (left.kind === 'int' && right.kind === 'int') return left.value < right.value;
  if (left.kind === 'float' && right.kind === 'float') return left.value < right.value;
  return false;
}

/** Numbers are compared as numbers: '04' is 4 (§2.3). */
export function sameValue(left: Value, right: Value): boolean {
  return left.kind === right.kind && valueEquals(left, right);
}

export function display(value: Value): string {
  const text = valueToString(value);
  return value.kind === 'string' || value.kind === 'path' ? quote(text) : text;
}

/** What is wrong with constraints themselves, whatever the value: nothing could satisfy them. */
export function checkSatisfiable(constraints: Constraints): ValueIssue[] {
  const issues: ValueIssue[] = [];
  const { minLength, maxLength, minValue, maxValue, allowedValues, item } = constraints;
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) {
    const message = `No value can satisfy this: minLength ${minLength} is greater than maxLength ${maxLength}.`;
    issues.push({ code: 'unsatisfiable', message, property: 'minLength' });
  }
  if (minValue !== undefined && maxValue !== undefined && isLess(maxValue, minValue)) {
    const message = `No value can satisfy this: minValue ${display(minValue)} is greater than maxValue ${display(maxValue)}.`;
    issues.push({ code: 'unsatisfiable', message, property: 'minValue' });
  }
  if (allowedValues?.length === 0) {
    const message = 'No value is allowed by all definitions.';
    issues.push({ code: 'unsatisfiable', message, property: 'allowedValues' });
  }
  return item === undefined ? issues : [...issues, ...checkSatisfiable(item)];
}
