import {
  boolValue,
  type ExprType,
  floatToText,
  floatValue,
  intValue,
  listValue,
  parseRangeExpr,
  rangeValue,
  stringValue,
  TYPES,
  type Value,
} from '../../expr/index.ts';
import type { JobParameterType } from '../parameter-types.ts';
import { isInt64, parseBool, parseInteger, parseNumber } from '../parse/scalars.ts';
import { quote } from '../text.ts';
import type { TemplateInput, WrittenNumber } from './input.ts';
import { parseJsonInput } from './json-input.ts';
import { itemType, rawParameterExprType } from './types.ts';

export interface ValueIssue {
  readonly code: string;
  readonly message: string;
  /** The item that is wrong, in a list. */
  readonly path?: readonly number[];
  /** The constraint that cannot be satisfied. */
  readonly property?: string;
}

/** `text` is how a range expression was written: its length is that of the text (§2.10). */
export type Coerced =
  | { readonly value: Value; readonly text?: string }
  | { readonly issue: ValueIssue };

/**
 * The value of a parameter from what was given for it: by type, then by what a text of a command line
 * may stand for. Paths are texts here; `Param.*` makes paths of them on the host.
 */
export function coerceInput(type: JobParameterType, input: TemplateInput): Coerced {
  switch (type) {
    case 'STRING':
    case 'PATH':
      return toText(input, type);
    case 'INT':
      return toInt(input);
    case 'FLOAT':
      return toFloat(input);
    case 'BOOL':
      return toBool(input);
    case 'RANGE_EXPR':
      return toRange(input);
    default:
      return toList(type, input);
  }
}

function fail(expected: string, input: TemplateInput, code = 'wrong-type'): Coerced {
  return { issue: { code, message: `Expected ${expected}, but found ${describeInput(input)}.` } };
}

function toText(input: TemplateInput, type: JobParameterType): Coerced {
  if (typeof input === 'string') return { value: stringValue(input) };
  const text = scalarText(input);
  if (text === undefined) return fail(type === 'PATH' ? 'a path' : 'a text', input);
  return { value: stringValue(text) };
}

function toInt(input: TemplateInput): Coerced {
  let value: bigint | undefined;
  if (typeof input === 'bigint') value = input;
  else if (typeof input === 'number') value = Number.isInteger(input) ? BigInt(input) : undefined;
  else if (typeof input === 'string') value = parseInteger(input);
  else if (isWritten(input))
    value = Number.isInteger(input.number) ? BigInt(input.number) : undefined;
  if (value === undefined) return fail('an integer', input);
  if (!isInt64(value)) {
    return fail('a 64-bit integer (-2^63 to 2^63-1)', value, 'integer-overflow');
  }
  return { value: intValue(value) };
}

function toFloat(input: TemplateInput): Coerced {
  if (typeof input === 'bigint') return finite(Number(input), input.toString(), input);
  if (typeof input === 'number') return finite(input, undefined, input);
  if (isWritten(input)) return finite(input.number, input.text, input);
  if (typeof input === 'string') {
    const value = parseNumber(input);
    return value === undefined ? fail('a number', input) : finite(value, input.trim(), input);
  }
  return fail('a number', input);
}

function finite(value: number, text: string | undefined, input: TemplateInput): Coerced {
  if (!Number.isFinite(value)) return fail('a finite number', input);
  return { value: floatValue(value, text) };
}

function toBool(input: TemplateInput): Coerced {
  const number = isWritten(input) ? input.number : input;
  if (typeof number === 'boolean') return { value: boolValue(number) };
  if (number === 1n || number === 1) return { value: boolValue(true) };
  if (number === 0n || number === 0) return { value: boolValue(false) };
  const word = typeof number === 'string' ? parseBool(number) : undefined;
  return word === undefined
    ? fail('true, false, yes, no, on, off, 1 or 0', input)
    : { value: boolValue(word) };
}

function toRange(input: TemplateInput): Coerced {
  const number = typeof input === 'bigint' || Number.isSafeInteger(input);
  const text = number ? String(input) : input;
  if (typeof text !== 'string') return fail('a range expression like 1-10', input);
  const parsed = parseRangeExpr(text);
  if ('issue' in parsed)
    return { issue: { code: parsed.issue.code, message: parsed.issue.message } };
  return { value: rangeValue(parsed.value), text };
}

/** A list, or its JSON as a command line gives it. */
function toList(type: JobParameterType, input: TemplateInput): Coerced {
  const item = itemType(type);
  const given = typeof input === 'string' ? parseJsonInput(input) : input;
  if (item === undefined || !Array.isArray(given)) {
    const expected = typeof input === 'string' ? 'a list as JSON, like [1, 2]' : 'a list';
    return fail(expected, input);
  }
  const items: Value[] = [];
  for (const [index, element] of (given as readonly TemplateInput[]).entries()) {
    const result = coerceInput(item, element);
    if ('issue' in result) {
      const { code, message, path = [] } = result.issue;
      return { issue: { code, message: `Item ${index + 1}: ${message}`, path: [index, ...path] } };
    }
    items.push(result.value);
  }
  return { value: listValue(listItemType(item), items) };
}

function listItemType(item: JobParameterType): ExprType {
  return item === 'PATH' ? TYPES.string : rawParameterExprType(item);
}

function isWritten(input: TemplateInput): input is WrittenNumber {
  return typeof input === 'object' && input !== null && 'number' in input;
}

function scalarText(input: TemplateInput): string | undefined {
  if (typeof input === 'bigint' || typeof input === 'boolean') return String(input);
  if (typeof input === 'number') {
    if (!Number.isFinite(input)) return undefined;
    return Number.isInteger(input) ? String(input) : floatToText(input);
  }
  return isWritten(input) ? input.text : undefined;
}

function describeInput(input: TemplateInput): string {
  if (input === null) return 'nothing';
  if (typeof input === 'string') return input === '' ? 'an empty text' : quote(input);
  return Array.isArray(input) ? 'a list' : (scalarText(input) ?? 'a value that is no number');
}
