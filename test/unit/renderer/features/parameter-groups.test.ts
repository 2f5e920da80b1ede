import { describe, expect, it } from 'vitest';
import { parameterGroups } from '../../../../src/renderer/features/parameters/parameter-groups.ts';
import type { FormParameter } from '../../../../src/renderer/language-worker/contract.ts';

const parameter = (name: string, rest: Partial<FormParameter> = {}): FormParameter => ({
  name,
  type: 'STRING',
  control: 'LINE_EDIT',
  label: name,
  required: false,
  ...rest,
});

describe('the groups of the form', () => {
  it('are in the order in which they appear, what has no group first', () => {
    expect(
      parameterGroups([
        parameter('Format', { group: 'Output' }),
        parameter('Frames'),
        parameter('Folder', { group: 'Output' }),
      ]).map(({ label, parameters }) => [label, ...parameters.map(({ name }) => name)]),
    ).toEqual([
      ['', 'Frames'],
      ['Output', 'Format', 'Folder'],
    ]);
  });

  it('have what environments ask for behind what the job asks for', () => {
    const from = '/studio/queue.env.yaml';
    expect(
      parameterGroups([
        parameter('Channels', { from }),
        parameter('Packages', { from, group: 'Software' }),
        parameter('Frames', { group: 'Render' }),
        parameter('Title'),
      ]).map(({ label, parameters }) => [label, ...parameters.map(({ name }) => name)]),
    ).toEqual([
      ['', 'Title'],
      ['Render', 'Frames'],
      ['queue.env', 'Channels'],
      ['Software', 'Packages'],
    ]);
  });
});
