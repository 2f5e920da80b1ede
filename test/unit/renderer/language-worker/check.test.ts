import { describe, expect, it } from 'vitest';
import { buildJob } from '../../../../src/renderer/language-worker/build.ts';
import { checkDocument } from '../../../../src/renderer/language-worker/check.ts';
import { farmProfile } from '../../../../src/shared/model/farm-profiles.ts';

const TEXT = `specificationVersion: jobtemplate-2023-09
extensions: [EXPR]
name: Farm
steps:
- name: Only
  script:
    actions:
      onRun: {command: "{{ 'true' }}"}
`;

describe('a document meant for a farm', () => {
  it.each<[string | undefined, string[]]>([
    [undefined, []],
    ['specification', []],
    ['deadline-cloud', ['warning unsupported-extension: EXPR is not supported by Deadline Cloud.']],
  ])('%s', (name, expected) => {
    const profile = farmProfile(name ?? '');
    const { result } = checkDocument({
      text: TEXT,
      format: 'yaml',
      environments: [],
      ...(profile === undefined ? {} : { farmProfile: profile }),
    });
    expect(result.valid).toBe(true);
    expect(
      result.problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
    ).toEqual(expected);
  });
});

describe('a farm that takes few tasks', () => {
  const text = TEXT.replace(
    '  script:',
    "  parameterSpace:\n    taskParameterDefinitions:\n    - {name: Frame, type: INT, range: '{{Param.Frames}}'}\n  script:",
  ).replace(
    'steps:',
    'parameterDefinitions:\n- {name: Frames, type: STRING, default: 1-10}\nsteps:',
  );

  it.each([
    ['1-10', []],
    ['1-11', ['warning profile-limit 9:5 Farm takes at most 10 tasks in a step; this one has 11.']],
  ])('%s', (Frames, expected) => {
    const checked = checkDocument({
      text,
      format: 'yaml',
      environments: [],
      farmProfile: { name: 'Farm', maxTasksPerStep: 10 },
    });
    const { result } = buildJob(checked, {
      values: { Frames },
      templateDirectory: '/b',
      workingDirectory: '/b',
      pathFormat: 'POSIX',
      pathMappingRules: [],
    });
    expect(
      result.problems.map(
        ({ severity, code, line, column, message }) =>
          `${severity} ${code} ${line}:${column} ${message}`,
      ),
    ).toEqual(expected);
    expect(result.job?.steps.map(({ count }) => count)).toEqual([Frames.slice(2)]);
  });
});
