import { describe, expect, it } from 'vitest';
import type { FormParameter } from '../../../../src/renderer/language-worker/contract.ts';
import { proposeAssets } from '../../../../src/renderer/stores/asset-proposals.ts';
import { typed, unwrittenValues } from '../../../../src/renderer/stores/bundle-values.ts';

const parameter = (
  name: string,
  type: string,
  more: Partial<FormParameter> = {},
): FormParameter => ({
  name,
  type,
  control: 'LINE_EDIT',
  label: name,
  required: false,
  ...more,
});

describe('values that the bundle does not hold', () => {
  const form = [
    parameter('Frames', 'STRING', { default: '1-10' }),
    parameter('Samples', 'INT', { default: '4' }),
    parameter('Denoise', 'BOOL', { default: true }),
  ];

  it('are those that differ from the file, and those that differ from the default without it', () => {
    expect(
      unwrittenValues(
        form,
        { Frames: '1-5', Denoise: false, 'deadline:priority': '60' },
        { Samples: '8', 'deadline:priority': '50', 'deadline:maxRetriesPerTask': '2' },
      ),
    ).toEqual([
      { name: 'Frames', value: '1-5' },
      // The form is back at the default, and the file says otherwise.
      { name: 'Samples', value: 4n },
      { name: 'Denoise', value: false },
      { name: 'deadline:priority', value: 60n },
    ]);
  });

  it('are none where both say the same, however it is written', () => {
    expect(unwrittenValues(form, { Samples: '8' }, { Samples: '8', Denoise: 'true' })).toEqual([]);
    expect(unwrittenValues(form, { 'deadline:priority': '' }, {})).toEqual([]);
  });

  it.each([
    ['INT', '9007199254740993', 9007199254740993n],
    ['INT', '007', '007'],
    ['FLOAT', '0.5', 0.5],
    ['FLOAT', '3.50', '3.50'],
    ['STRING', '12', '12'],
    ['BOOL', 'yes', true],
    ['LIST[INT]', ['1', '2'], [1n, 2n]],
    ['LIST[LIST[INT]]', [['1'], ['2']], [[1n], [2n]]],
  ] as const)('are written as data of type %s: %j', (type, value, written) => {
    expect(typed(type, value as never)).toEqual(written);
  });
});

describe('assets of PATH parameters', () => {
  const place = { root: '/jobs/shot', workingDirectory: '/home/me' };
  const form = [
    parameter('Scene', 'PATH', { objectType: 'FILE', dataFlow: 'IN', default: 'scene.blend' }),
    parameter('Cache', 'PATH', { objectType: 'DIRECTORY', dataFlow: 'INOUT', default: './cache/' }),
    parameter('Movie', 'PATH', { objectType: 'FILE', dataFlow: 'OUT' }),
    parameter('Tool', 'PATH', { objectType: 'FILE', dataFlow: 'NONE', default: 'tool' }),
    parameter('Refs', 'LIST[PATH]', { objectType: 'FILE', dataFlow: 'IN' }),
  ];

  it('are inputs and the folders of outputs; what is listed is left out', () => {
    const values = {
      Movie: '/jobs/shot/out/movie.mp4',
      Refs: ['/library/a.exr', 'b.exr', 's3://bucket/c.exr', '/jobs/shot/scene.blend'],
    };
    const listed = [{ list: 'inputs.directories', path: 'cache' }] as const;
    expect(
      proposeAssets(form, values, listed, place).map(({ list, path }) => `${list} ${path}`),
    ).toEqual([
      'inputs.filenames scene.blend',
      'outputs.directories cache',
      'outputs.directories out',
      'inputs.filenames /library/a.exr',
      'inputs.filenames /home/me/b.exr',
    ]);
  });
});
