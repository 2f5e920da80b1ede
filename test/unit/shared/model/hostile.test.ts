import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createJob,
  decodeTemplate,
  mergeParameterDefinitions,
} from '../../../../src/shared/model/index.ts';

const TEXT = `specificationVersion: jobtemplate-2023-09
extensions: [EXPR, FEATURE_BUNDLE_1, TASK_CHUNKING]
name: Job {{Param.A}}
parameterDefinitions:
- {name: A, type: INT, default: 3, minValue: 1, userInterface: {control: SPIN_BOX}}
- {name: L, type: "LIST[LIST[INT]]", default: [[1], []], item: {maxLength: 2, item: {maxValue: 5}}}
- {name: D, type: PATH, default: a/b, objectType: FILE, userInterface: {fileFilters: [{label: X, patterns: ["*.x"]}]}}
jobEnvironments:
- name: E
  variables: {V: "{{Session.WorkingDirectory}}"}
steps:
- name: S
  let: ["n = Param.A + 1"]
  dependencies: [{dependsOn: T}]
  hostRequirements:
    amounts: [{name: amount.worker.vcpu, min: 1, max: "{{n}}"}]
    attributes: [{name: attr.worker.os.family, anyOf: [linux]}]
  parameterSpace:
    taskParameterDefinitions:
    - {name: F, type: "CHUNK[INT]", range: "1-{{n}}", chunks: {defaultTaskCount: 2, rangeConstraint: CONTIGUOUS}}
    - {name: G, type: STRING, range: [x, "{{Param.A}}"]}
    combination: F * G
  script:
    actions:
      onRun:
        command: echo
        args: ["{{Task.Param.F}}", "{{Task.File.f}}"]
        timeout: "{{Param.A}}"
        cancelation: {mode: NOTIFY_THEN_TERMINATE, notifyPeriodInSeconds: 5}
    embeddedFiles:
    - {name: f, type: TEXT, data: "{{Param.D.name}}", endOfLine: LF}
- name: T
  bash: {script: "echo {{Param.A}}", args: [x]}
`;

const JUNK = [
  'null',
  '5',
  '-1',
  '1.5',
  '[]',
  '{}',
  '""',
  '"x"',
  'true',
  '"{{"',
  '"{{Param.X}}"',
  '"{{ 1 + }}"',
  '[[1]]',
  '{a: 1}',
  '&a',
  '*a',
  '!!int x',
  '|',
  '>',
  '{{',
  '}}',
  ': ',
  '- ',
  '\t',
  '"1-5,3"',
  '9223372036854775808',
  '\\u0000',
];

/** Anything can stand in an editor while somebody types. */
const edit = fc.record({
  line: fc.nat(60),
  column: fc.nat(80),
  length: fc.nat(12),
  text: fc.constantFrom('', ...JUNK),
  value: fc.boolean(),
});

function damage(
  edits: readonly { line: number; column: number; length: number; text: string; value: boolean }[],
): string {
  const lines = TEXT.split('\n');
  for (const { line, column, length, text, value } of edits) {
    const index = line % lines.length;
    const old = lines[index] ?? '';
    const colon = old.indexOf(':');
    if (value && colon >= 0) lines[index] = `${old.slice(0, colon + 1)} ${text}`;
    else lines[index] = old.slice(0, column) + text + old.slice(column + length);
  }
  return lines.join('\n');
}

describe('damaged templates', () => {
  it('is right before it is damaged', () => {
    expect(decodeTemplate(TEXT).diagnostics.filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
  });

  it('never throws, and every finding has words and a place', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const text = damage(edits);
        const { diagnostics, template } = decodeTemplate(text);
        for (const { message, range } of diagnostics) {
          expect(message).toMatch(/\S.*[.!?]$/s);
          expect(message).not.toMatch(/undefined|\[object/);
          expect(0 <= range.start && range.start <= range.end && range.end <= text.length).toBe(
            true,
          );
        }
        if (template?.kind !== 'job') return;
        mergeParameterDefinitions(template, []);
        createJob({ template, templateDir: '/t', workingDir: '/w', pathFormat: 'POSIX' });
      }),
      { numRuns: 300 },
    );
  });
});
