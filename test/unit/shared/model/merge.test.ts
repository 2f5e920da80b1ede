import { describe, expect, it } from 'vitest';
import {
  type EnvironmentTemplate,
  type JobTemplate,
  type MergedParameter,
  mergeParameterDefinitions,
} from '../../../../src/shared/model/index.ts';
import { type Data, environment, parameter, valid } from './support.ts';

function merge(
  jobDefinition: Data | undefined,
  ...environments: Data[]
): {
  parameter: MergedParameter | undefined;
  messages: string[];
} {
  const templates = environments.map(
    (definition) =>
      valid(
        environment(
          {},
          { extensions: ['EXPR'], parameterDefinitions: [{ name: 'P', ...definition }] },
        ),
      ) as EnvironmentTemplate,
  );
  const job = jobDefinition && (valid(parameter(jobDefinition, ['EXPR'])) as JobTemplate);
  const { definitions, issues } = mergeParameterDefinitions(job, templates);
  return { parameter: definitions[0], messages: issues.map(({ message }) => message) };
}

describe('merging of parameter definitions (§1.2.1)', () => {
  it('takes the stricter of every constraint and the last default', () => {
    const { parameter: merged, messages } = merge(
      {
        type: 'STRING',
        minLength: 2,
        maxLength: 10,
        allowedValues: ['bb', 'ccc'],
        default: 'bb',
        description: 'last',
      },
      {
        type: 'STRING',
        minLength: 1,
        maxLength: 9,
        allowedValues: ['a', 'bb', 'ccc'],
        default: 'a',
        description: 'first',
      },
    );
    expect(messages).toEqual([]);
    expect(merged).toMatchObject({
      minLength: 2,
      maxLength: 9,
      default: 'bb',
      description: 'last',
      required: false,
    });
    expect(merged?.allowedValues?.map((value) => 'value' in value && value.value)).toEqual([
      'bb',
      'ccc',
    ]);
  });

  it('merges the constraints of items', () => {
    const { parameter: merged } = merge(
      { type: 'LIST[INT]', item: { minValue: 1 } },
      { type: 'LIST[INT]', maxLength: 3, item: { minValue: 5, maxValue: 9 } },
    );
    expect(merged).toMatchObject({
      maxLength: 3,
      item: { minValue: { value: 5n }, maxValue: { value: 9n } },
    });
  });

  it('keeps a default that only an environment gives', () => {
    expect(merge({ type: 'INT' }, { type: 'INT', default: 5 }).parameter).toMatchObject({
      default: 5n,
      required: false,
    });
  });

  const conflicts: [string, Data, Data, string][] = [
    [
      'types',
      { type: 'INT' },
      { type: 'FLOAT' },
      'Parameter P is defined with different values of "type": FLOAT and INT.',
    ],
    [
      'data flows',
      { type: 'PATH', dataFlow: 'OUT' },
      { type: 'PATH', dataFlow: 'IN' },
      'Parameter P is defined with different values of "dataFlow": IN and OUT.',
    ],
    [
      'object types',
      { type: 'LIST[PATH]', objectType: 'FILE' },
      { type: 'LIST[PATH]', objectType: 'DIRECTORY' },
      'Parameter P is defined with different values of "objectType": DIRECTORY and FILE.',
    ],
    [
      'allowed values',
      { type: 'STRING', allowedValues: ['a'] },
      { type: 'STRING', allowedValues: ['b'] },
      'Parameter P, as the templates together define it: No value is allowed by all definitions.',
    ],
    [
      'bounds',
      { type: 'INT', minValue: 5 },
      { type: 'INT', maxValue: 4 },
      'Parameter P, as the templates together define it: No value can satisfy this: minValue 5 is greater than maxValue 4.',
    ],
    [
      'a default and a bound',
      { type: 'INT', default: 5 },
      { type: 'INT', minValue: 10 },
      'Parameter P, as the templates together define it: 5 is less than the minimum 10.',
    ],
    [
      'an earlier default and a later bound',
      { type: 'STRING', minLength: 3 },
      { type: 'STRING', default: 'ab' },
      'Parameter P, as the templates together define it: "ab" is too short: it has 2 characters, at least 3 are required.',
    ],
  ];
  for (const [what, last, first, message] of conflicts) {
    it(`refuses different ${what}`, () => {
      expect(merge(last, first).messages).toEqual([message]);
    });
  }

  it('lets one definition say what the other leaves open', () => {
    expect(
      merge({ type: 'PATH', objectType: 'FILE' }, { type: 'PATH', dataFlow: 'IN' }),
    ).toMatchObject({
      messages: [],
      parameter: {
        objectType: 'FILE',
        dataFlow: 'IN',
        userInterface: { control: 'CHOOSE_INPUT_FILE', label: 'P' },
      },
    });
  });

  const controls: [Data, string][] = [
    [{ type: 'STRING' }, 'LINE_EDIT'],
    [{ type: 'STRING', allowedValues: ['a'] }, 'DROPDOWN_LIST'],
    [{ type: 'PATH', objectType: 'FILE', dataFlow: 'OUT' }, 'CHOOSE_OUTPUT_FILE'],
    [{ type: 'PATH' }, 'CHOOSE_DIRECTORY'],
    [{ type: 'BOOL' }, 'CHECK_BOX'],
    [{ type: 'RANGE_EXPR' }, 'LINE_EDIT'],
    [{ type: 'LIST[PATH]', objectType: 'FILE' }, 'CHOOSE_INPUT_FILE_LIST'],
    [{ type: 'LIST[FLOAT]' }, 'SPIN_BOX_LIST'],
    [{ type: 'LIST[LIST[INT]]' }, 'HIDDEN'],
    [{ type: 'INT', userInterface: { control: 'HIDDEN' } }, 'HIDDEN'],
  ];
  it.each(controls)('gives %o the control %s', (definition, control) => {
    expect(merge(definition).parameter?.userInterface.control).toBe(control);
  });
});
