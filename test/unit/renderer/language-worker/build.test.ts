import { describe, expect, it } from 'vitest';
import { buildJob } from '../../../../src/renderer/language-worker/build.ts';
import { checkDocument } from '../../../../src/renderer/language-worker/check.ts';

const TEXT = `specificationVersion: jobtemplate-2023-09
name: Blame
parameterDefinitions:
- { name: Frames, type: STRING, default: 1-10 }
- { name: Last, type: INT, default: 3, maxValue: 5 }
steps:
- name: Only
  parameterSpace:
    taskParameterDefinitions:
    - { name: Frame, type: INT, range: "{{Param.Frames}}" }
    - { name: Pass, type: INT, range: "1-{{Param.Last}}" }
  script: { actions: { onRun: { command: echo, args: ["{{Param.Frames}}"] } } }
`;

function issuesOf(values: Record<string, string>) {
  const checked = checkDocument({ text: TEXT, format: 'yaml', environments: [] });
  return buildJob(checked, {
    values,
    templateDirectory: '/b',
    workingDirectory: '/b',
    pathFormat: 'POSIX',
    pathMappingRules: [],
  }).result.issues;
}

describe('what is wrong with a value', () => {
  it('is nothing where the job can be made', () => {
    expect(issuesOf({ Frames: '1-20' })).toEqual({});
  });

  it('is also what the text that it stands in cannot take', () => {
    expect(issuesOf({ Frames: '1-4,abc' })).toEqual({
      Frames: [
        `"1-4,abc": Expected a number, a range like 1-10 or a stepped range like 1-10:2, but found 'abc'.`,
      ],
    });
  });

  it('is said of the definition first', () => {
    expect(issuesOf({ Last: '9' })).toEqual({
      Last: ['9 is greater than the maximum 5.'],
    });
  });
});
