import {
  JOB_PARAMETER_TYPES,
  TASK_PARAMETER_TYPES,
} from '../../../shared/model/parameter-types.ts';
import {
  type ObjectName,
  type ObjectSchema,
  PARAMETER_OBJECTS,
  type PropertySchema,
  SCHEMA,
  TASK_PARAMETER_OBJECTS,
  type ValueSchema,
} from '../../../shared/model/schema/index.ts';
import type { EditPath, TreeNode } from '../../language-worker/contract.ts';

/** How a value is edited. Every kind of value of the schema has one; a test walks the table. */
export type Editor =
  | { readonly kind: 'text'; readonly long: boolean; readonly suggest?: 'steps' }
  | { readonly kind: 'number' }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly typed?: true }
  | { readonly kind: 'fixed'; readonly value: string }
  | { readonly kind: 'list'; readonly item: ValueSchema }
  | { readonly kind: 'range'; readonly item: ValueSchema }
  | { readonly kind: 'object' }
  | { readonly kind: 'variables' };

/** Texts that are scripts or prose. */
const LONG = new Set(['data', 'script', 'description']);

export function editorOf(value: ValueSchema, key: string): Editor {
  switch (value.kind) {
    case 'text':
      return key === 'dependsOn'
        ? { kind: 'text', long: false, suggest: 'steps' }
        : { kind: 'text', long: LONG.has(key) };
    case 'identifier':
    case 'rangeText':
      return { kind: 'text', long: false };
    case 'integer':
    case 'number':
      return { kind: 'number' };
    case 'enum':
      return { kind: 'choice', values: value.values };
    case 'boolean':
    case 'bool':
      return { kind: 'choice', values: ['true', 'false'], typed: true };
    case 'parameterType':
      return { kind: 'choice', values: JOB_PARAMETER_TYPES };
    case 'taskParameterType':
      return { kind: 'choice', values: TASK_PARAMETER_TYPES };
    case 'literal':
      return { kind: 'fixed', value: value.value };
    case 'list':
      return { kind: 'list', item: value.item };
    case 'range':
      return { kind: 'range', item: value.item };
    case 'object':
    case 'jobParameter':
    case 'taskParameter':
      return { kind: 'object' };
    case 'variables':
      return { kind: 'variables' };
  }
}

/** The object that a value is; a parameter's depends on the type that stands in it. */
export function objectAt(value: ValueSchema, node: TreeNode | undefined): ObjectSchema | undefined {
  if (value.kind === 'object') return SCHEMA[value.object];
  const type = textOf(childOf(node, 'type'));
  if (value.kind === 'jobParameter') {
    const known = JOB_PARAMETER_TYPES.find((one) => one === type) ?? 'STRING';
    return SCHEMA[PARAMETER_OBJECTS[known]];
  }
  if (value.kind === 'taskParameter') {
    const known = TASK_PARAMETER_TYPES.find((one) => one === type) ?? 'INT';
    return SCHEMA[TASK_PARAMETER_OBJECTS[known]];
  }
  return undefined;
}

export interface Field {
  readonly key: string;
  readonly property: PropertySchema;
  readonly path: EditPath;
  readonly node: TreeNode | undefined;
}

interface ObjectFields {
  /** What is shown: what is there, what must be, and what is edited most. */
  readonly shown: readonly Field[];
  /** What can be added. */
  readonly more: readonly Field[];
  /** What stands in the text and the schema does not know, in its order. */
  readonly unknown: readonly { readonly key: string; readonly node: TreeNode }[];
}

/** Shown although they may be missing. */
const USUAL = new Set(['default', 'args', 'timeout', 'combination']);

export function fieldsOf(
  object: ObjectSchema,
  node: TreeNode | undefined,
  path: EditPath,
): ObjectFields {
  const fields = Object.entries(object.properties).map(
    ([key, property]): Field => ({
      key,
      property,
      path: [...path, key],
      node: childOf(node, key),
    }),
  );
  const isShown = ({ key, property, node: value }: Field) =>
    value !== undefined || property.required === true || USUAL.has(key);
  const entries = node?.kind === 'map' ? node.entries : [];
  return {
    shown: fields.filter(isShown),
    more: fields.filter((field) => !isShown(field)),
    unknown: entries
      .filter(({ key }) => !Object.hasOwn(object.properties, key))
      .map(({ key, value }) => ({ key, node: value })),
  };
}

export function childOf(node: TreeNode | undefined, key: string): TreeNode | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** What stands at a path of the document. */
export function nodeAtPath(root: TreeNode | undefined, path: EditPath): TreeNode | undefined {
  return path.reduce<TreeNode | undefined>(
    (node, segment) =>
      node?.kind === 'seq' && typeof segment === 'number'
        ? node.items[segment]
        : childOf(node, String(segment)),
    root,
  );
}

export function textOf(node: TreeNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

/** What an item is called in its heading. */
export function titleOf(node: TreeNode): string {
  for (const key of ['name', 'dependsOn', 'label', 'mode']) {
    const text = textOf(childOf(node, key));
    if (text !== undefined && text !== '') return text;
  }
  return '';
}

/** A few words beside the title. */
export function detailOf(node: TreeNode): string {
  for (const key of ['type', 'filename', 'min', 'description']) {
    const text = textOf(childOf(node, key));
    if (text !== undefined && text !== '') return text.split('\n', 1)[0] ?? '';
  }
  return '';
}

export const ROOT_OBJECTS: Readonly<Record<'job' | 'environment', ObjectName>> = {
  job: 'JobTemplate',
  environment: 'EnvironmentTemplate',
};
