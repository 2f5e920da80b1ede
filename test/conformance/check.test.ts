import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  createJob,
  type Decoded,
  decodeTemplate,
  type EnvironmentTemplate,
  type JobTemplate,
  type ParameterInput,
} from '../../src/shared/model/index.ts';
import { type PlainValue, parseDocument, toPlain } from '../../src/shared/yaml/index.ts';
import { casesOf, ownRoot, SKIPPED, type SuiteCase, suitePresent, suiteRoot } from './suite.ts';

// The library without a process: templates are checked, jobs are created. What jobs print when they run
// is the business of command-line.test.ts.

/** Cases that say nothing about the library. Windows' own cases run here on every system. */
const NOT_HERE: Readonly<Record<string, string>> = {
  'base/jobs/failing-task.invalid.test.yaml': 'the job is right; its command fails',
  'FEATURE_BUNDLE_1/jobs/5.3--mode-resolves-to-another-word.invalid.test.yaml':
    'the mode is resolved when the action is prepared (§5.3)',
  'EXPR/jobs/2.12--list-path-param-mapping-windows.test.yaml':
    'its default is absolute, which 2.12--list-path-default-absolute-windows.invalid.test.yaml refuses',
};

type Fields = Record<string, PlainValue>;

/** JSON that keeps integers of any size. */
function write(value: PlainValue): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}:${write(each)}`,
  );
  return `{${entries.join(',')}}`;
}

function errors({ diagnostics }: Pick<Decoded, 'diagnostics'>): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

/** Errors of a template, or of the job that is made from it. */
function findings({ kind, path }: SuiteCase): string[] {
  const text = readFileSync(path, 'utf8');
  if (kind !== 'jobs') {
    const format = path.endsWith('.json') ? 'json' : 'yaml';
    return errors(
      decodeTemplate(text, { kind: kind === 'job_templates' ? 'job' : 'environment', format }),
    );
  }
  const { root } = parseDocument(text);
  const fields = (root === undefined ? {} : toPlain(root)) as Fields;
  const template = decodeTemplate(write(fields.template ?? null), { kind: 'job' });
  const environments = ((fields.environments ?? []) as PlainValue[]).map((each) =>
    decodeTemplate(write(each), { kind: 'environment' }),
  );
  const found = [template, ...environments].flatMap(errors);
  if (found.length > 0) return found;
  const created = createJob({
    template: template.template as JobTemplate,
    environments: environments.map((each) => each.template as EnvironmentTemplate),
    parameters: (fields.parameters ?? {}) as Record<string, ParameterInput>,
    templateDir: '/bundle',
    workingDir: '/work',
    pathFormat: runsOnWindowsOnly(fields) ? 'WINDOWS' : 'POSIX',
  });
  return errors(created);
}

function runsOnWindowsOnly({ runOn }: Fields): boolean {
  return Array.isArray(runOn) && !runOn.includes('posix');
}

function test(root: string): void {
  for (const found of casesOf(root)) {
    const reason = SKIPPED[found.name] ?? NOT_HERE[found.name];
    if (reason !== undefined) it.skip(`${found.name}: ${reason}`);
    else if (found.mustFail) {
      it(`refuses ${found.name}`, () => {
        expect(findings(found)).not.toEqual([]);
      });
    } else {
      it(`accepts ${found.name}`, () => {
        expect(findings(found)).toEqual([]);
      });
    }
  }
}

describe('own cases', () => test(ownRoot));

if (suitePresent) describe('the public suite', () => test(suiteRoot));
else describe.skip(`the public suite: there is none in ${suiteRoot}`, () => {});
