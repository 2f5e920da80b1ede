import { expect, it } from 'vitest';
import {
  type CreateJobOptions,
  createJob,
  type Decoded,
  decodeTemplate,
  type EnvironmentTemplate,
  type JobTemplate,
} from '../../../../src/shared/model/index.ts';

export type Data = Record<string, unknown>;

/** The smallest action. */
export const ACTION = { command: 'echo' };
export const SCRIPT = { actions: { onRun: ACTION } };
export const STEP = { name: 'Step', script: SCRIPT };

/** A job template with one step, and what a case adds to either. */
export function job(parts: Data = {}, step: Data = {}): Data {
  return {
    specificationVersion: 'jobtemplate-2023-09',
    name: 'Job',
    steps: [{ ...STEP, ...step }],
    ...parts,
  };
}

export function environment(parts: Data = {}, template: Data = {}): Data {
  return {
    specificationVersion: 'environment-2023-09',
    environment: { name: 'Env', script: { actions: { onEnter: ACTION } }, ...parts },
    ...template,
  };
}

/** A job whose only parameter is this one. */
export function parameter(definition: Data, extensions: string[] = []): Data {
  return job({
    ...(extensions.length > 0 ? { extensions } : {}),
    parameterDefinitions: [{ name: 'P', ...definition }],
  });
}

/** A job whose only step has these task parameters. */
export function space(parameters: Data[], more: Data = {}, parts: Data = {}): Data {
  return job(parts, { parameterSpace: { taskParameterDefinitions: parameters, ...more } });
}

/** JSON is YAML; integers beyond 2⁵³ are written out. */
export function textOf(data: unknown): string {
  const marked = JSON.stringify(data, (_, value) =>
    typeof value === 'bigint' ? `bigint:${value}` : value,
  );
  return marked.replace(/"bigint:(-?\d+)"/g, '$1');
}

export function decode(data: Data | string): Decoded {
  return decodeTemplate(typeof data === 'string' ? data : textOf(data));
}

/** Codes of the errors, in the order of the text. */
export function errorsOf(data: Data | string): string[] {
  return decode(data)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}

/** One rule: something that it refuses, with the codes of all errors, and something close that is right. */
export interface Rule {
  readonly rule: string;
  readonly refused?: readonly (readonly [what: string, data: Data, ...codes: string[]])[];
  readonly accepted?: readonly (readonly [what: string, data: Data])[];
}

export function testRules(rules: readonly Rule[]): void {
  for (const { rule, refused = [], accepted = [] } of rules) {
    for (const [what, data, ...codes] of refused) {
      it(`${rule}: refuses ${what}`, () => {
        expect(errorsOf(data)).toEqual(codes);
      });
    }
    for (const [what, data] of accepted) {
      it(`${rule}: accepts ${what}`, () => {
        const errors = decode(data).diagnostics.filter(({ severity }) => severity === 'error');
        expect(errors.map(({ message }) => message)).toEqual([]);
      });
    }
  }
}

/** Templates that must be right, as a job. */
export function create(
  data: Data | string,
  options: Partial<Omit<CreateJobOptions, 'template' | 'environments'>> & {
    environments?: readonly Data[];
  } = {},
): ReturnType<typeof createJob> {
  const { environments = [], ...rest } = options;
  return createJob({
    templateDir: '/bundle',
    workingDir: '/work',
    pathFormat: 'POSIX',
    ...rest,
    template: valid(data) as JobTemplate,
    environments: environments.map((each) => valid(each) as EnvironmentTemplate),
  });
}

export function valid(data: Data | string): JobTemplate | EnvironmentTemplate {
  const decoded = decode(data);
  const errors = decoded.diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ message }) => message)).toEqual([]);
  if (decoded.template === undefined) throw new Error('The template could not be read');
  return decoded.template;
}

/** A text with `«marks»`: the text without them, and the ranges they enclose. */
export function marked(source: string): { text: string; ranges: { start: number; end: number }[] } {
  const ranges: { start: number; end: number }[] = [];
  let text = '';
  let start = 0;
  for (const piece of source.split(/([«»])/)) {
    if (piece === '«') start = text.length;
    else if (piece === '»') ranges.push({ start, end: text.length });
    else text += piece;
  }
  return { text, ranges };
}
