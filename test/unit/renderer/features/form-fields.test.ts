import { describe, expect, it } from 'vitest';
import {
  childOf,
  editorOf,
  fieldsOf,
  objectAt,
} from '../../../../src/renderer/features/form/field-model.ts';
import { newValue } from '../../../../src/renderer/features/form/new-values.ts';
import { idOf, pathAtLine } from '../../../../src/renderer/features/form/paths.ts';
import { typedValue } from '../../../../src/renderer/features/form/typed-value.ts';
import type { TreeNode } from '../../../../src/renderer/language-worker/contract.ts';
import { treeOf } from '../../../../src/renderer/language-worker/tree.ts';
import { openDocument } from '../../../../src/shared/language/index.ts';
import { decodeTemplate } from '../../../../src/shared/model/index.ts';
import {
  type ObjectName,
  PARAMETER_OBJECTS,
  SCHEMA,
  TASK_PARAMETER_OBJECTS,
  type ValueSchema,
} from '../../../../src/shared/model/schema/index.ts';
import { printYaml } from '../../../../src/shared/yaml/index.ts';

const EDITORS = ['text', 'number', 'choice', 'fixed', 'list', 'range', 'object', 'variables'];

function tree(text: string): TreeNode {
  const { root } = treeOf(openDocument(text));
  if (!root) throw new Error('no tree');
  return root;
}

describe('the form has a field for everything', () => {
  for (const [name, object] of Object.entries(SCHEMA)) {
    it(`for every property of ${name}`, () => {
      const { shown, more, unknown } = fieldsOf(object, undefined, []);
      expect([...shown, ...more].map(({ key }) => key).sort()).toEqual(
        Object.keys(object.properties).sort(),
      );
      expect(unknown).toEqual([]);
      for (const { key, property } of [...shown, ...more]) {
        expect(property.description).not.toBe('');
        expect(property.section).toMatch(/^§/);
        let value: ValueSchema | undefined = property.value;
        while (value) {
          const editor = editorOf(value, key);
          expect(EDITORS).toContain(editor.kind);
          if (editor.kind === 'object') expect(objectAt(value, undefined)).toBeDefined();
          value = editor.kind === 'list' || editor.kind === 'range' ? editor.item : undefined;
        }
      }
    });
  }

  it('and every object is reached from a root', () => {
    const reached = new Set<string>(['JobTemplate', 'EnvironmentTemplate']);
    const visit = (value: ValueSchema): void => {
      if (value.kind === 'list' || value.kind === 'range') visit(value.item);
      const names: readonly ObjectName[] =
        value.kind === 'object'
          ? [value.object]
          : value.kind === 'jobParameter'
            ? Object.values(PARAMETER_OBJECTS)
            : value.kind === 'taskParameter'
              ? Object.values(TASK_PARAMETER_OBJECTS)
              : [];
      for (const name of names) {
        if (reached.has(name)) continue;
        reached.add(name);
        for (const { value: inner } of Object.values(SCHEMA[name].properties)) visit(inner);
      }
    };
    for (const root of ['JobTemplate', 'EnvironmentTemplate'] as const)
      for (const { value } of Object.values(SCHEMA[root].properties)) visit(value);
    expect([...reached].sort()).toEqual(Object.keys(SCHEMA).sort());
  });
});

describe('what the form shows', () => {
  it('keeps what the schema does not know, in its order', () => {
    const root = tree('b: 1\nname: X\na: {x: 2}\n');
    expect(fieldsOf(SCHEMA.JobTemplate, root, []).unknown.map(({ key }) => key)).toEqual([
      'b',
      'a',
    ]);
  });

  it('asks the type which properties a parameter has', () => {
    const object = objectAt({ kind: 'jobParameter' }, tree('name: A\ntype: PATH\n'));
    expect(Object.keys(object?.properties ?? {})).toContain('objectType');
  });

  it('finds the value that stands at a line', () => {
    const root = tree('name: X\nsteps:\n  - name: A\n  - name: B\n    script: {}\n');
    expect(pathAtLine(root, 4)).toEqual(['steps', 1, 'name']);
    expect(pathAtLine(root, 1)).toEqual(['name']);
    expect(idOf(['steps', 1, 'a b'])).toBe('form-steps.1.a_b');
    expect(childOf(root, 'name')).toMatchObject({ kind: 'scalar', text: 'X' });
  });
});

describe('values', () => {
  it('are written as the schema wants them and as they were typed', () => {
    const node = (text: string) => childOf(tree(`v: ${text}\n`), 'v');
    expect(typedValue({ kind: 'integer' }, '12', undefined)).toBe(12n);
    expect(typedValue({ kind: 'integer' }, '9223372036854775807', undefined)).toBe(
      9223372036854775807n,
    );
    expect(typedValue({ kind: 'integer' }, '{{Param.A}}', undefined)).toBe('{{Param.A}}');
    expect(typedValue({ kind: 'integer' }, '12', node('"5"'))).toBe('12');
    expect(typedValue({ kind: 'number' }, '1.5', undefined)).toBe(1.5);
    expect(typedValue({ kind: 'number' }, '1.50', undefined)).toBe('1.50');
    expect(typedValue({ kind: 'boolean' }, 'true', undefined)).toBe(true);
    expect(typedValue({ kind: 'text' }, '12', undefined)).toBe('12');
  });

  it('to begin with make a valid template', () => {
    const step = newValue({ kind: 'object', object: 'StepTemplate' });
    const parameter = newValue({ kind: 'jobParameter' });
    const environment = newValue({ kind: 'object', object: 'Environment' });
    const text = printYaml({
      specificationVersion: 'jobtemplate-2023-09',
      name: 'New',
      parameterDefinitions: [parameter],
      jobEnvironments: [environment],
      steps: [step],
    } as never);
    const errors = decodeTemplate(text).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });
});
