import { describe, expect, it } from 'vitest';
import { readParameterValues } from '../../../../../src/shared/model/bundle/parameter-values.ts';
import {
  decodeTemplate,
  type JobTemplate,
  mergeParameterDefinitions,
} from '../../../../../src/shared/model/index.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
extensions: [EXPR]
name: Values
parameterDefinitions:
  - { name: Frames, type: STRING, default: "1-10" }
  - { name: Samples, type: INT, default: 4, maxValue: 64 }
  - { name: Layers, type: "LIST[INT]", default: [1] }
steps:
  - name: Only
    script: { actions: { onRun: { command: echo } } }
`;

const decoded = decodeTemplate(TEMPLATE);
const parameters = mergeParameterDefinitions(decoded.template as JobTemplate, []).definitions;

/** Each finding as its code, the text that it is about, and its words. */
function findings(text: string, format: 'yaml' | 'json' = 'yaml'): string[][] {
  return readParameterValues(text, format, parameters).diagnostics.map(
    ({ code, severity, range, message }) => [
      `${severity} ${code}`,
      text.slice(range.start, range.end),
      message,
    ],
  );
}

describe('parameter_values', () => {
  it('reads names and values, the farm’s own among them', () => {
    const text = `parameterValues:   # kept
- name: Frames
  value: 1-5
- {name: deadline:priority, value: 50}
`;
    expect(
      readParameterValues(text, 'yaml', parameters).entries.map(({ name, index, input }) => [
        name,
        index,
        input,
      ]),
    ).toEqual([
      ['Frames', 0, '1-5'],
      ['deadline:priority', 1, 50n],
    ]);
    expect(findings(text)).toEqual([]);
  });

  it('says which value does not fit, at the value', () => {
    expect(
      findings(`parameterValues:
- { name: Samples, value: 99 }
- { name: Layers, value: [1, two] }
- { name: Frame, value: 1-5 }
- { name: Frames, value: {a: 1} }
`),
    ).toEqual([
      ['error wrong-type', '{a: 1}', 'No parameter takes a mapping.'],
      ['error too-large', '99', expect.stringMatching(/^Samples: .*64/)],
      ['error wrong-type', 'two', expect.stringMatching(/^Layers: Item 2: Expected an? /)],
      [
        'error parameter-unknown',
        'Frame',
        'The template has no parameter "Frame". Did you mean "Frames"?',
      ],
    ]);
  });

  it('says which of the farm’s values does not fit', () => {
    expect(
      findings(`parameterValues:
- { name: "deadline:priority", value: 101 }
- { name: "deadline:targetTaskRunStatus", value: PAUSED }
- { name: "deadline:prority", value: 1 }
- { name: "other:thing", value: 1 }
`),
    ).toEqual([
      [
        'error farm-value-invalid',
        '101',
        'deadline:priority must be a whole number from 0 to 100.',
      ],
      [
        'error farm-value-invalid',
        'PAUSED',
        'deadline:targetTaskRunStatus must be one of READY, SUSPENDED.',
      ],
      [
        'warning farm-value-unknown',
        '"deadline:prority"',
        'Deadline Cloud is not known to take "deadline:prority". Did you mean "deadline:priority"?',
      ],
    ]);
  });

  it.each([
    ['- 1', ['error wrong-type', 'A file of parameter values must be a mapping.']],
    ['values: []', ['error missing-property', /needs the property "parameterValues"/]],
    ['parameterValues: 3', ['error wrong-type', '"parameterValues" must be a list.']],
    [
      'parameterValues: [3]',
      ['error wrong-type', 'An entry of parameterValues must be a mapping.'],
    ],
    ['parameterValues: [{name: Frames}]', ['error missing-property', /needs "value"/]],
    [
      'parameterValues: [{name: 3, value: 4}]',
      ['error wrong-type', /must name its parameter by a text/],
    ],
    [
      'parameterValues: [{name: Samples, value: 4}, {name: Samples, value: 5}]',
      ['warning duplicate-value', '"Samples" is given twice. The last value counts.'],
    ],
  ])('says what is wrong with the shape of %s', (text, [code, message]) => {
    const found = findings(text);
    expect(found.map(([first]) => first)).toContain(code);
    expect(found.some(([, , words]) => words?.match(message ?? ''))).toBe(true);
  });

  it('takes an empty list, an empty file and JSON', () => {
    expect(findings('parameterValues:\n')).toEqual([]);
    expect(findings('# nothing yet\n')).toEqual([]);
    expect(findings('{"parameterValues": [{"name": "Samples", "value": 1}]}', 'json')).toEqual([]);
  });
});
