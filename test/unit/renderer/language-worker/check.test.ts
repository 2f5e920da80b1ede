import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../../src/renderer/language-worker/check.ts';

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
    ['no such farm', []],
    ['deadline-cloud', ['warning unsupported-extension: EXPR is not supported by Deadline Cloud.']],
  ])('%s', (farmProfile, expected) => {
    const { result } = checkDocument({
      text: TEXT,
      format: 'yaml',
      environments: [],
      ...(farmProfile === undefined ? {} : { farmProfile }),
    });
    expect(result.valid).toBe(true);
    expect(
      result.problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
    ).toEqual(expected);
  });
});
