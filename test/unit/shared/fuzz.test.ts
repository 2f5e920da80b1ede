import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ExprError,
  evaluate,
  parseExpression,
  parseFormatString,
  resolveFormatString,
  Scope,
  type Value,
} from '../../../src/shared/expr/index.ts';
import {
  createJob,
  decodeTemplate,
  fileLocations,
  type JobTemplate,
  ResolveError,
  resolveTask,
} from '../../../src/shared/model/index.ts';

// 10,000 runs in all with `npm test`, 1,000,000 with `npm run test:long`.
const SCALE = process.env.JOBWRIGHT_LONG === undefined ? 1 : 100;
const runs = (count: number): { numRuns: number } => ({ numRuns: count * SCALE });
const timeout = 120_000 * SCALE;

const samples = fileURLToPath(new URL('../../../assets/samples', import.meta.url));
const templates = readdirSync(samples).map((name) =>
  readFileSync(join(samples, name, 'template.yaml'), 'utf8'),
);

/** Everything that is done with a text on the screen; what is thrown must be ours and meant. */
function useTemplate(text: string): void {
  const decoded = decodeTemplate(text);
  for (const { range } of decoded.diagnostics) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeLessThanOrEqual(text.length);
    expect(range.start).toBeLessThanOrEqual(range.end);
  }
  if (!decoded.valid || decoded.kind !== 'job') return;
  const { job } = createJob({
    template: decoded.template as JobTemplate,
    parameters: {},
    templateDir: '/templates',
    workingDir: '/work',
    pathFormat: 'POSIX',
  });
  for (const step of job?.steps ?? []) {
    try {
      resolveTask(
        {
          job: job as NonNullable<typeof job>,
          sessionDirectory: '/session',
          pathMappingRules: [],
          pathMappingRulesFile: '/session/rules.json',
          pathFormat: 'POSIX',
        },
        step,
        step.space.at(0n),
        fileLocations(step.script, '/session', 'POSIX', (file) => file.name),
      );
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
    }
  }
}

/** A change to a text as typing, pasting and a bad disk make them. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(40),
  insert: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      '\n',
      '  ',
      '\t',
      '- ',
      ': ',
      '"',
      "'",
      '|\n',
      '>-\n',
      '&a ',
      '*a',
      '{',
      '}',
      '[',
      ']',
      '{{',
      '}}',
      '#',
      '?',
      '{{Param.Frames}}',
      '-1',
      '9223372036854775808',
      '1-10:0',
      'null',
      '~',
      '!!str ',
      '---\n',
      '\u0000',
      '\ud800',
    ),
  ),
});

function mutate(
  text: string,
  mutations: readonly { at: number; remove: number; insert: string }[],
): string {
  return mutations.reduce((current, { at, remove, insert }) => {
    const offset = Math.floor(at * current.length);
    return current.slice(0, offset) + insert + current.slice(offset + remove);
  }, text);
}

describe('hostile input', () => {
  it(
    'mutated templates end in diagnostics inside of the text, or in a job',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...templates),
          fc.array(mutation, { minLength: 1, maxLength: 4 }),
          (text, mutations) => useTemplate(mutate(text, mutations)),
        ),
        runs(4000),
      );
    },
    timeout,
  );

  it(
    'random texts end in diagnostics',
    () => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 200 }),
            fc.string({ unit: 'grapheme', maxLength: 200 }),
            fc.json({ maxDepth: 5 }),
            fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
          ),
          useTemplate,
        ),
        runs(3000),
      );
    },
    timeout,
  );

  const word = fc.constantFrom(
    'Param.A',
    'Param.S',
    'Param.L',
    '1',
    '-2',
    '3.5',
    '"x"',
    "'y'",
    'true',
    'null',
    '[1, 2]',
    '(',
    ')',
    '[',
    ']',
    '+',
    '-',
    '*',
    '/',
    '//',
    '%',
    '**',
    '==',
    '<',
    'and',
    'or',
    'not',
    'in',
    'if',
    'else',
    'for',
    'x',
    ',',
    '.',
    ':',
    'len',
    'str',
    'upper',
    'range',
    '0',
    '9223372036854775807',
    '1e308',
    '\\',
    '{',
    '}',
    ' ',
  );
  const scope = new Scope<Value>(undefined, [
    ['Param.A', { kind: 'int', value: 7n }],
    ['Param.S', { kind: 'string', value: 'text' }],
    ['Param.L', { kind: 'list', item: { kind: 'int' }, items: [{ kind: 'int', value: 1n }] }],
  ]);
  const options = { expr: true, pathFormat: 'POSIX', pathMappingRules: [] } as const;
  const limits = { memory: 1_000_000, operations: 100_000, depth: 64 };

  it(
    'random expressions end in a value or in an error of ours',
    () => {
      fc.assert(
        fc.property(fc.array(word, { maxLength: 14 }), (words) => {
          const source = words.join(' ');
          try {
            const { expression } = parseExpression(source);
            if (expression) evaluate(expression, scope, { ...options, limits });
            resolveFormatString(parseFormatString(`a {{${source}}}`, { expr: true }), scope, {
              ...options,
              limits,
            });
          } catch (error) {
            if (!(error instanceof ExprError)) throw error;
          }
        }),
        runs(3000),
      );
    },
    timeout,
  );
});
