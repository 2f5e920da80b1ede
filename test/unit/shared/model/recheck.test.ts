import { describe, expect, it } from 'vitest';
import type { CreatedJob, ParameterInput } from '../../../../src/shared/model/index.ts';
import { ACTION, create, type Data, environment, job } from './support.ts';

const EXPR = ['EXPR'];

function messages({ diagnostics }: CreatedJob): string[] {
  return diagnostics.map(({ message }) => message);
}

describe('host expressions when a job is created (Expression Language, Fail-fast errors)', () => {
  const PARAMETERS = [
    { name: 'N', type: 'INT', default: 1 },
    { name: 'Files', type: 'LIST[STRING]', default: ['a', 'b'] },
    { name: 'Dir', type: 'PATH', default: 'x' },
  ];
  const refused = (argument: string, parameters: Record<string, ParameterInput> = {}): string[] =>
    messages(
      create(
        job(
          { extensions: EXPR, parameterDefinitions: PARAMETERS },
          {
            let: ['twice = Param.N * 2'],
            script: { actions: { onRun: { ...ACTION, args: [argument] } } },
          },
        ),
        { parameters },
      ),
    );

  it.each([
    ['{{ Param.Files[2] }}', {}, 'The index 2 is outside of the list of 2 elements.'],
    ['{{ 10 // (Param.N - 1) }}', {}, 'Division by zero.'],
    ['{{ fail("too many") if twice > 6 else twice }}', { N: 4 }, 'too many'],
    [
      '{{ Session.WorkingDirectory / Param.Files[5] }}',
      {},
      'The index 5 is outside of the list of 2 elements.',
    ],
  ])('refuses %s with %o', (argument, parameters, message) => {
    expect(refused(argument, parameters)).toEqual([message]);
  });

  it.each([
    ['{{ fail("too many") if twice > 6 else twice }}', { N: 3 }],
    ['{{ Param.Files[len(Session.WorkingDirectory.parts)] }}', {}],
    ['{{ Param.Dir.parts[9] }}', {}],
    ['{{ Param.Files[5] if Session.HasPathMappingRules else "" }}', {}],
  ])('leaves %s with %o to the host', (argument, parameters) => {
    expect(refused(argument, parameters)).toEqual([]);
  });

  it('looks into environment templates as well', () => {
    const template = environment(
      { variables: { V: '{{ [1][Param.N] }}' } },
      { extensions: EXPR, parameterDefinitions: [{ name: 'N', type: 'INT', default: 1 }] },
    );
    expect(messages(create(job(), { environments: [template] }))).toEqual([
      'The index 1 is outside of the list of 1 element.',
    ]);
    expect(messages(create(job(), { environments: [template], parameters: { N: 0 } }))).toEqual([]);
  });
});

describe('host requirements after their expressions are resolved (§3.3)', () => {
  const BOTH = ['EXPR', 'FEATURE_BUNDLE_1'];
  const refused = (hostRequirements: Data): string[] =>
    messages(
      create(
        job(
          { extensions: BOTH, parameterDefinitions: [{ name: 'N', type: 'INT', default: 51 }] },
          { hostRequirements },
        ),
      ),
    );
  const attribute = (name: string, more: Data): Data => ({ attributes: [{ name, ...more }] });

  it.each([
    [
      { amounts: [{ name: 'amount.a', min: '{{ null if Param.N > 1 else 1 }}' }] },
      '"amount.a" needs "min" or "max", but nothing is left of them after they are resolved.',
    ],
    [
      attribute('attr.a', { anyOf: ['{{ null }}'] }),
      '"anyOf" of attr.a holds nothing after it is resolved. It needs at least one value.',
    ],
    [
      attribute('attr.a', { allOf: ["{{ ['a' + string(i) for i in range(Param.N)] }}"] }),
      '"allOf" of attr.a has 51 values after it is resolved; at most 50 are allowed.',
    ],
    [
      attribute('attr.worker.os.family', { allOf: ["{{ ['linux', 'macos'] }}"] }),
      'A host has one value of attr.worker.os.family, so "allOf" with several can never hold. Use "anyOf".',
    ],
  ])('refuses %o', (requirements, message) => {
    expect(refused(requirements)).toEqual([message]);
  });

  it('takes what is left', () => {
    expect(
      refused({
        amounts: [{ name: 'amount.a', min: '{{ null }}', max: 2 }],
        attributes: [{ name: 'attr.a', anyOf: ['{{ null }}', "{{ ['a', 'b'] }}"] }],
      }),
    ).toEqual([]);
  });
});
