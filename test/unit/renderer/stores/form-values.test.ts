import { describe, expect, it } from 'vitest';
import type { FormParameter } from '../../../../src/renderer/language-worker/contract.ts';
import {
  checkBoxPair,
  fromJson,
  isOn,
  sameValue,
  stepFloat,
  stepInt,
  valueText,
} from '../../../../src/renderer/stores/form-values.ts';

function parameter(rest: Partial<FormParameter>): FormParameter {
  return { name: 'P', type: 'INT', control: 'SPIN_BOX', label: 'P', required: false, ...rest };
}

describe('stepping an INT', () => {
  it.each([
    ['1', 1, {}, '2'],
    ['9007199254740993', 1, {}, '9007199254740994'],
    ['-9223372036854775807', -1, {}, '-9223372036854775808'],
    ['123', 1, { step: '30' }, '153'],
    ['100', 1, { maxValue: '100' }, '100'],
    ['99', 1, { maxValue: '100', step: '30' }, '100'],
    ['-90', -1, { minValue: '-100', step: '30' }, '-100'],
    ['', 1, {}, '1'],
    ['abc', -1, {}, '-1'],
    ['500', -1, { maxValue: '100' }, '100'],
  ] as const)('%s by %i with %o', (text, direction, rest, result) => {
    expect(stepInt(text, direction, parameter(rest))).toBe(result);
  });
});

describe('stepping a FLOAT', () => {
  const float = (rest: Partial<FormParameter>) => parameter({ type: 'FLOAT', ...rest });
  it.each([
    ['0.1', 1, { step: '0.2' }, '0.3'],
    ['1234.56789', 1, {}, '1235.56789'],
    ['100000.01', 1, { decimals: 1 }, '100000.11'],
    ['0.0', 1, { step: '0.875' }, '0.875'],
    ['0.875', -1, { step: '0.875' }, '0.000'],
    ['3.50', 1, { step: '0.5' }, '4.00'],
    ['-0.05', 1, { step: '0.1' }, '0.05'],
    ['0.05', -1, { step: '0.1' }, '-0.05'],
    ['0.95', 1, { step: '0.1', maxValue: '1' }, '1'],
    ['0.05', -1, { step: '0.1', minValue: '0.0' }, '0.0'],
    ['', 1, {}, '1'],
    ['12345678901234567890.5', 1, {}, '12345678901234567891.5'],
  ] as const)('%s by %i with %o', (text, direction, rest, result) => {
    expect(stepFloat(text, direction, float(rest))).toBe(result);
  });
});

describe('a check box', () => {
  it('knows the pairs in any case', () => {
    expect(['true', 'YES', 'On', '1'].map(isOn)).toEqual([true, true, true, true]);
    expect(['false', 'No', 'OFF', '0'].map(isOn)).toEqual([false, false, false, false]);
    expect(['maybe', '', undefined].map(isOn)).toEqual([undefined, undefined, undefined]);
  });

  it('keeps the spelling of the allowed values', () => {
    const box = parameter({ type: 'STRING', control: 'CHECK_BOX', allowedValues: ['ON', 'Off'] });
    expect(checkBoxPair(box)).toEqual({ on: 'ON', off: 'Off' });
  });

  it('gives a BOOL true and false', () => {
    expect(checkBoxPair(parameter({ type: 'BOOL', control: 'CHECK_BOX' }))).toEqual({
      on: true,
      off: false,
    });
  });
});

describe('values', () => {
  it('compares what was typed with the default', () => {
    expect(sameValue(parameter({}), '1', '1')).toBe(true);
    expect(sameValue(parameter({ type: 'FLOAT' }), '1.0', '1.00')).toBe(false);
    expect(sameValue(parameter({ type: 'BOOL' }), true, 'true')).toBe(true);
    expect(sameValue(parameter({ type: 'LIST[STRING]' }), ['a'], ['a'])).toBe(true);
    expect(sameValue(parameter({ type: 'LIST[STRING]' }), ['a'], ['b'])).toBe(false);
  });

  it('reads values of files', () => {
    expect(fromJson(3.5)).toBe('3.5');
    expect(fromJson(['a', [1, 2], true])).toEqual(['a', ['1', '2'], true]);
    expect(fromJson(null)).toBeUndefined();
    expect(fromJson({ a: 1 })).toBeUndefined();
  });

  it('writes them', () => {
    expect([true, 'x', ['1', '2'], undefined].map(valueText)).toEqual([
      'true',
      'x',
      '["1","2"]',
      '',
    ]);
  });
});
