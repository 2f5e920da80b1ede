import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import { casesOf, ownRoot, SKIPPED, type SuiteCase, suitePresent, suiteRoot } from './suite.ts';

// The built command line, as the public runner of the suite drives it: `check FILE`, and
// `run FILE -p file://P.yaml --env E.yaml --path-mapping-rules file://M.json`.
const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

interface JobCase {
  template: unknown;
  parameters?: unknown;
  environments?: unknown[];
  pathMapping?: unknown[];
  runOn?: ('posix' | 'windows')[];
  expected?: {
    output?: Expectation[];
    forbidden?: Expectation[];
    output_posix?: Expectation[];
    output_windows?: Expectation[];
    forbidden_posix?: Expectation[];
    forbidden_windows?: Expectation[];
  };
}
type Expectation = string | { anyOf: string[] };

/** Integers keep all their digits on the way into the case's files. */
function readCase(found: SuiteCase): JobCase {
  return parseYaml(readFileSync(found.path, 'utf8'), {
    maxAliasCount: -1,
    intAsBigInt: true,
  }) as JobCase;
}

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function jobwright(args: string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd, maxBuffer: 64 * 1024 * 1024, timeout: 50_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

async function runJob(found: SuiteCase, options: string[]): Promise<{ case: JobCase } & Outcome> {
  const content = readCase(found);
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-case-'));
  try {
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const args = ['run', file('template.yaml', stringify(content.template)), ...options];
    if (content.parameters !== undefined)
      args.push('-p', `file://${file('parameters.yaml', stringify(content.parameters))}`);
    (content.environments ?? []).forEach((environment, index) => {
      args.push('--env', file(`environment${index}.yaml`, stringify(environment)));
    });
    if (content.pathMapping !== undefined) {
      const rules = { version: 'pathmapping-1.0', path_mapping_rules: content.pathMapping };
      args.push('--path-mapping-rules', `file://${file('rules.json', JSON.stringify(rules))}`);
    }
    return { case: content, ...(await jobwright(args, folder)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function has(output: string, expected: Expectation): boolean {
  const texts = typeof expected === 'string' ? [expected] : expected.anyOf;
  return texts.some((text) => output.includes(text));
}

const system = process.platform === 'win32' ? 'windows' : 'posix';

function runsHere(found: SuiteCase): boolean {
  const { runOn } = readCase(found);
  return runOn === undefined || runOn.includes(system);
}

function suite(root: string): void {
  for (const found of casesOf(root)) {
    const skipped = SKIPPED[found.name];
    if (skipped !== undefined) it.skip(`${found.name}: ${skipped}`);
    else if (found.kind !== 'jobs')
      it.concurrent(found.name, async () => {
        const { code, stderr } = await jobwright(['check', found.path], tmpdir());
        if (found.mustFail)
          expect({ code, refused: stderr !== '' }).toEqual({ code: 1, refused: true });
        else
          expect({ code, stderr }).toEqual({
            code: 0,
            stderr: expect.not.stringContaining('error:'),
          });
      });
    else if (!runsHere(found)) it.skip(`${found.name}: for another operating system`);
    else
      for (const kind of ['pipe', 'pty'])
        it.concurrent(`${found.name} (${kind})`, async () => {
          const { case: content, ...result } = await runJob(found, kind === 'pty' ? ['--pty'] : []);
          if (found.mustFail) {
            expect(result.code, result.stdout + result.stderr).not.toBe(0);
            return;
          }
          const output = result.stdout + result.stderr;
          const expected = content.expected ?? {};
          const wanted = [...(expected.output ?? []), ...(expected[`output_${system}`] ?? [])];
          const unwanted = [
            ...(expected.forbidden ?? []),
            ...(expected[`forbidden_${system}`] ?? []),
          ];
          expect({
            missing: wanted.filter((text) => !has(output, text)),
            forbidden: unwanted.filter((text) => has(output, text)),
            output,
          }).toEqual({ missing: [], forbidden: [], output });
        });
  }
}

describe('conformance through the command line', { concurrent: true }, () => {
  it('finds the built command line', () => {
    expect(existsSync(program)).toBe(true);
  });
  describe('own cases', () => suite(ownRoot));
  if (suitePresent) describe('the suite', () => suite(suiteRoot));
  else it.skip(`the suite is not at ${suiteRoot}; set JOBWRIGHT_CONFORMANCE to run it`);
});
