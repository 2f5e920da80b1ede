import {
  floatValue,
  intValue,
  isInt64,
  parseRangeExpr,
  RangeExpr,
  stringValue,
  type Value,
  valueToString,
} from '../../expr/index.ts';
import type { Limits } from '../limits.ts';
import type { TaskParameterType } from '../parameter-types.ts';
import { parseNumber } from '../parse/scalars.ts';
import type {
  ChunksDefinition,
  NumericValue,
  ParameterSpaceDefinition,
  RangeDefinition,
  RangeItem,
  TaskParameterDefinition,
} from '../template/types.ts';
import { codePoints, plural, quote } from '../text.ts';
import { checkCombination } from '../validate/combination.ts';
import { RANGE_TARGETS } from '../validate/format-template.ts';
import type { ChunkSettings } from './chunks.ts';
import { type Evaluation, fieldValue, ResolveError } from './evaluate.ts';
import { integerOf, resolveInteger } from './numbers.ts';
import { originOf, rangeIn, templateString } from './origins.ts';
import { createTaskSpace, type SpaceParameter, type TaskSpace } from './task-space.ts';
import type { Origin, TemplateString } from './types.ts';

/** The parameter space of a step with its ranges resolved (§3.4). Throws ResolveError. */
export function resolveParameterSpace(
  definition: ParameterSpaceDefinition | undefined,
  evaluation: Evaluation,
  limits: Limits,
): TaskSpace {
  if (definition === undefined) return createTaskSpace([]);
  const parameters = definition.parameters.map((parameter) =>
    resolveParameter(parameter, evaluation, limits),
  );
  const { combination } = definition;
  if (combination === undefined) return createTaskSpace(parameters);
  const origin = originOf(0, combination);
  const checked = checkCombination(
    combination.value,
    parameters.map(({ name, type, values }) => ({
      name,
      chunked: type === 'CHUNK[INT]',
      length: 'ranges' in values ? values.length : BigInt(values.length),
    })),
  );
  const [issue] = checked.issues;
  if (issue !== undefined) {
    throw new ResolveError(
      issue.code,
      issue.message,
      origin,
      rangeIn(origin, issue.start, issue.end),
    );
  }
  return createTaskSpace(parameters, checked.root);
}

function resolveParameter(
  definition: TaskParameterDefinition,
  evaluation: Evaluation,
  limits: Limits,
): SpaceParameter {
  const { name, type, range, chunks } = definition;
  const origin = originOf(0, definition);
  if (range === undefined)
    throw new ResolveError('missing-property', `${name} has no range.`, origin);
  const values = resolveRange(name, type, range, evaluation, limits);
  if (type !== 'CHUNK[INT]') return { name, type, values };
  return {
    name,
    type,
    values: 'ranges' in values ? values : chunkRange(values, originOf(0, range)),
    chunks: resolveChunks(chunks, evaluation, origin),
  };
}

/** Chunks are range expressions, so a list of integers becomes one. */
function chunkRange(values: readonly Value[], origin: Origin): RangeExpr {
  const integers = values.map((value) => (value.kind === 'int' ? value.value : 0n));
  const bound = 1n << 62n;
  const beyond = integers.find((value) => value <= -bound || value >= bound);
  if (beyond !== undefined) {
    const message = `${beyond} cannot be part of a chunk: values must lie strictly between -2^62 and 2^62.`;
    throw new ResolveError('range-overflow', message, origin);
  }
  return RangeExpr.fromValues(integers);
}

function resolveRange(
  name: string,
  type: TaskParameterType,
  range: RangeDefinition,
  evaluation: Evaluation,
  limits: Limits,
): readonly Value[] | RangeExpr {
  const origin = originOf(0, range);
  if (range.kind === 'list') {
    const items = range.items.flatMap((item) => resolveItem(type, item, evaluation, limits));
    return checkCount(name, items, origin, limits);
  }
  const value = fieldValue(range.format, origin, evaluation, RANGE_TARGETS[type].whole);
  if (value.kind === 'list') {
    const items = value.items.map((item) => itemValue(type, item, origin, limits));
    return checkCount(name, items, origin, limits);
  }
  if (type !== 'INT' && type !== 'CHUNK[INT]') {
    const message = `The range of ${name} must resolve to a list, but resolves to ${quote(valueToString(value))}.`;
    throw new ResolveError('wrong-type', message, origin);
  }
  if (value.kind === 'range_expr') return checkNotEmpty(name, value.value, origin);
  const parsed = parseRangeExpr(valueToString(value));
  if ('value' in parsed) return checkNotEmpty(name, parsed.value, origin);
  const { issue } = parsed;
  const literal = range.format.isLiteral;
  const message = literal ? issue.message : `${quote(valueToString(value))}: ${issue.message}`;
  throw new ResolveError(
    issue.code,
    message,
    origin,
    literal ? rangeIn(origin, issue.start, issue.end) : origin.range,
  );
}

function checkNotEmpty(name: string, range: RangeExpr, origin: Origin): RangeExpr {
  if (range.length > 0n) return range;
  throw new ResolveError('empty-list', `The range of ${name} has no values.`, origin);
}

/** Limits of lists only; a range expression may name any number of values (§3.4.1.1). */
function checkCount(
  name: string,
  items: readonly Value[],
  origin: Origin,
  limits: Limits,
): readonly Value[] {
  if (items.length === 0) {
    throw new ResolveError('empty-list', `The range of ${name} has no values.`, origin);
  }
  if (items.length > limits.rangeList) {
    const message = `The range of ${name} has ${plural(items.length, 'item')}; at most ${limits.rangeList} are allowed.`;
    throw new ResolveError('too-many', message, origin);
  }
  return items;
}

/** An item is a value, none (null), or several (a list is spliced in; Expression Language §1.3.2). */
function resolveItem(
  type: TaskParameterType,
  item: RangeItem,
  evaluation: Evaluation,
  limits: Limits,
): Value[] {
  const origin = originOf(0, item);
  if (!('segments' in item.value)) return [itemValue(type, item.value, origin, limits)];
  const value = fieldValue(item.value, origin, evaluation, RANGE_TARGETS[type].item);
  if (value.kind === 'null') return [];
  const values = value.kind === 'list' ? value.items : [value];
  return values.map((each) => itemValue(type, each, origin, limits));
}

function itemValue(type: TaskParameterType, value: Value, origin: Origin, limits: Limits): Value {
  const text = valueToString(value);
  const refuse = (expected: string): never => {
    const message = `A value of this range must be ${expected}, but resolves to ${quote(text)}.`;
    throw new ResolveError('invalid-value', message, origin);
  };
  if (type === 'INT' || type === 'CHUNK[INT]') {
    const integer = integerOf(value);
    if (integer === undefined) return refuse('an integer');
    return isInt64(integer) ? intValue(integer) : refuse('a 64-bit integer');
  }
  if (type === 'FLOAT') {
    if (value.kind === 'float') return value;
    const number = parseNumber(text);
    return number === undefined ? refuse('a number') : floatValue(number, text.trim());
  }
  if (codePoints(text) > limits.taskParameterString) {
    return refuse(`a text of at most ${limits.taskParameterString} characters`);
  }
  if (type === 'PATH' && text === '') return refuse('a path');
  return stringValue(text);
}

function resolveChunks(
  chunks: ChunksDefinition | undefined,
  evaluation: Evaluation,
  origin: Origin,
): ChunkSettings {
  const { defaultTaskCount, targetRuntimeSeconds, rangeConstraint } = chunks ?? {};
  const count =
    defaultTaskCount &&
    resolveInteger('"defaultTaskCount"', numeric(defaultTaskCount), evaluation, { min: 1 });
  if (count === undefined) {
    const message = '"defaultTaskCount" must be a positive integer.';
    throw new ResolveError(
      'invalid-value',
      message,
      defaultTaskCount ? originOf(0, defaultTaskCount) : origin,
    );
  }
  const target =
    targetRuntimeSeconds &&
    resolveInteger('"targetRuntimeSeconds"', numeric(targetRuntimeSeconds), evaluation, { min: 0 });
  return {
    defaultTaskCount: count,
    ...(target === undefined ? {} : { targetRuntimeSeconds: target }),
    contiguous: rangeConstraint === 'CONTIGUOUS',
  };
}

function numeric(value: NumericValue): TemplateString | number {
  if (typeof value.value === 'number') return value.value;
  return templateString(0, { ...value, format: value.value });
}
