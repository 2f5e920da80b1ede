import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchema } from '../../src/shared/language/json-schema.ts';
import type { Extension } from '../../src/shared/model/index.ts';
import { casesOf, ownRoot, SKIPPED, suiteRoot } from './suite.ts';

const compiled = new Map<string, ValidateFunction>();

/** The schema for a document's version and for the extensions that it declares. */
function validatorFor(document: Record<string, unknown>): ValidateFunction {
  const version =
    document.specificationVersion === 'environment-2023-09'
      ? 'environment-2023-09'
      : 'jobtemplate-2023-09';
  const extensions = (document.extensions ?? []) as Extension[];
  const key = `${version} ${extensions.join()}`;
  let validate = compiled.get(key);
  if (!validate) {
    validate = new Ajv2020({ strict: false, allErrors: true }).compile(
      jsonSchema(version, extensions),
    );
    compiled.set(key, validate);
  }
  return validate;
}

function findings(document: unknown): unknown {
  const validate = validatorFor(document as Record<string, unknown>);
  return validate(document) ? [] : validate.errors;
}

function readTemplate(path: string, kind: string): unknown {
  const document = parse(readFileSync(path, 'utf8'), { maxAliasCount: -1 }) as {
    template: unknown;
  };
  return kind === 'jobs' ? document.template : document;
}

describe('the JSON Schema accepts every valid template', () => {
  const valid = [ownRoot, suiteRoot]
    .flatMap(casesOf)
    .filter(({ name, mustFail }) => !mustFail && SKIPPED[name] === undefined);

  it.each(valid)('$name', ({ path, kind }) => {
    expect(findings(readTemplate(path, kind))).toEqual([]);
  });

  const samples = fileURLToPath(new URL('../../assets/samples', import.meta.url));
  it.each(readdirSync(samples))('sample %s', (name) => {
    expect(findings(readTemplate(join(samples, name, 'template.yaml'), 'sample'))).toEqual([]);
  });
});

describe('the JSON Schema refuses what a schema can refuse', () => {
  const base = (): Record<string, unknown> => ({
    specificationVersion: 'jobtemplate-2023-09',
    name: 'Job',
    steps: [{ name: 'Step', script: { actions: { onRun: { command: 'true' } } } }],
  });

  it('accepts the base of these cases', () => {
    expect(findings(base())).toEqual([]);
  });

  it.each<[string, (template: Record<string, unknown>) => unknown]>([
    ['an unknown property', (template) => ({ ...template, colour: 'red' })],
    ['a missing property', ({ name: _name, ...template }) => template],
    ['a wrong version', (template) => ({ ...template, specificationVersion: 'jobtemplate-1' })],
    ['an empty list', (template) => ({ ...template, parameterDefinitions: [] })],
    ['a wrong kind of value', (template) => ({ ...template, steps: 'many' })],
    [
      'a type of an extension that is not declared',
      (template) => ({ ...template, parameterDefinitions: [{ name: 'A', type: 'BOOL' }] }),
    ],
    [
      'a control of another type',
      (template) => ({
        ...template,
        parameterDefinitions: [
          { name: 'A', type: 'INT', userInterface: { control: 'CHOOSE_DIRECTORY' } },
        ],
      }),
    ],
    [
      'a name that is too long',
      (template) => ({
        ...template,
        parameterDefinitions: [{ name: 'A'.repeat(65), type: 'INT' }],
      }),
    ],
  ])('%s', (_name, change) => {
    expect(findings(change(base()))).not.toEqual([]);
  });

  it('tells types apart whatever their letters with EXPR', () => {
    const template = { ...base(), extensions: ['EXPR'] };
    const typed = (type: string): unknown => ({
      ...template,
      parameterDefinitions: [{ name: 'A', type }],
    });
    expect(findings(typed('List[Int]'))).toEqual([]);
    expect(findings(typed('list[list[int]]'))).toEqual([]);
    expect(findings(typed('List<Int>'))).not.toEqual([]);
  });
});
