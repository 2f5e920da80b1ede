import { closest } from '../../expr/index.ts';
import { entryOf, type Node, type ScalarNode } from '../../yaml/index.ts';
import type { Place } from '../collector.ts';
import type { Extension } from '../extensions.ts';
import {
  JOB_PARAMETER_TYPES,
  type JobParameterType,
  TASK_PARAMETER_TYPES,
  type TaskParameterType,
} from '../parameter-types.ts';
import { PARAMETER_OBJECTS, TASK_PARAMETER_OBJECTS } from '../schema/index.ts';
import { listWords, quote } from '../text.ts';
import { checkObject, requireExtension, type StructureContext } from './structure.ts';
import { textOf, wrongType } from './values.ts';

const BASE_TYPES: readonly string[] = ['STRING', 'PATH', 'INT', 'FLOAT'];

/**
 * The type that a text names: exactly as the specification writes it or, with EXPR, in any case (§2).
 * `exact` is false when only the case is wrong.
 */
function findType<T extends string>(
  types: readonly T[],
  text: string,
  anyCase: boolean,
): { type: T; exact: boolean } | undefined {
  const upper = text.toUpperCase();
  const type = types.find((candidate) => candidate === upper);
  return type === undefined ? undefined : { type, exact: anyCase || type === text };
}

/** The type of a job parameter as far as its definition says it. */
export function jobParameterType(node: Node, anyCase: boolean): JobParameterType | undefined {
  return typeIn(node, JOB_PARAMETER_TYPES, anyCase);
}

export function taskParameterType(node: Node, anyCase: boolean): TaskParameterType | undefined {
  return typeIn(node, TASK_PARAMETER_TYPES, anyCase);
}

function typeIn<T extends string>(
  node: Node,
  types: readonly T[],
  anyCase: boolean,
): T | undefined {
  const value = node.kind === 'map' ? entryOf(node, 'type')?.value : undefined;
  if (value?.kind !== 'scalar' || value.type !== 'string') return undefined;
  return findType(types, value.text, anyCase)?.type;
}

export function checkParameter(
  context: StructureContext,
  node: Node,
  place: Place | undefined,
  label: string,
): void {
  const type = jobParameterType(node, true);
  if (type !== undefined) checkObject(context, node, PARAMETER_OBJECTS[type], place, label);
  else checkUntyped(context, node, place, label, 'parameterType');
}

export function checkTaskParameter(
  context: StructureContext,
  node: Node,
  place: Place | undefined,
  label: string,
): void {
  const type = taskParameterType(node, true);
  if (type !== undefined) checkObject(context, node, TASK_PARAMETER_OBJECTS[type], place, label);
  else checkUntyped(context, node, place, label, 'taskParameterType');
}

/** Without a type nothing but the type can be said about a definition. */
function checkUntyped(
  context: StructureContext,
  node: Node,
  place: Place | undefined,
  label: string,
  kind: 'parameterType' | 'taskParameterType',
): void {
  if (node.kind !== 'map') {
    wrongType(context, node, 'a mapping with "name" and "type"', place, label);
    return;
  }
  const type = entryOf(node, 'type');
  if (type === undefined) {
    const range = node.entries[0]?.key.range ?? node.range;
    const message = 'A parameter needs "type".';
    context.collector.error('missing-property', message, range, place, { property: 'type' });
    return;
  }
  const at = { parent: place, segment: 'type' };
  if (kind === 'parameterType') checkParameterType(context, type.value, at);
  else checkTaskParameterType(context, type.value, at);
}

export function checkParameterType(
  context: StructureContext,
  node: Node,
  place: Place | undefined,
): void {
  const expr = context.extensions.has('EXPR');
  const scalar = textOf(context, node, place, '"type"', 'the name of a type');
  if (scalar === undefined) return;
  const found = findType(JOB_PARAMETER_TYPES, scalar.text, expr);
  if (found === undefined) {
    reportUnknown(
      context,
      scalar,
      expr ? JOB_PARAMETER_TYPES : BASE_TYPES,
      JOB_PARAMETER_TYPES,
      place,
    );
    return;
  }
  const extended = BASE_TYPES.includes(found.type) ? undefined : 'EXPR';
  checkWriting(context, scalar, found, extended, place);
}

export function checkTaskParameterType(
  context: StructureContext,
  node: Node,
  place: Place | undefined,
): void {
  const scalar = textOf(context, node, place, '"type"', 'the name of a type');
  if (scalar === undefined) return;
  const found = findType(TASK_PARAMETER_TYPES, scalar.text, context.extensions.has('EXPR'));
  if (found === undefined) {
    reportUnknown(context, scalar, TASK_PARAMETER_TYPES, TASK_PARAMETER_TYPES, place);
    return;
  }
  const extended = found.type === 'CHUNK[INT]' ? 'TASK_CHUNKING' : undefined;
  checkWriting(context, scalar, found, extended, place);
}

function checkWriting(
  context: StructureContext,
  scalar: ScalarNode,
  found: { type: string; exact: boolean },
  extension: Extension | undefined,
  place: Place | undefined,
): void {
  if (!requireExtension(context, extension, `The type ${found.type}`, scalar.range, place)) return;
  if (scalar.text !== found.type) context.used.add('EXPR');
  if (found.exact) return;
  context.collector.error(
    'invalid-value',
    `Types are written in upper case: "${found.type}". The EXPR extension allows any case.`,
    scalar.range,
    place,
    { suggestion: found.type, extension: 'EXPR' },
  );
}

function reportUnknown(
  context: StructureContext,
  scalar: ScalarNode,
  offered: readonly string[],
  all: readonly string[],
  place: Place | undefined,
): void {
  const suggestion = closest(scalar.text.toUpperCase(), all);
  const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
  context.collector.error(
    'unknown-type',
    `${quote(scalar.text)} is no type of a parameter. It can be ${listWords(offered)}.${hint}`,
    scalar.range,
    place,
    suggestion === undefined ? undefined : { suggestion },
  );
}
