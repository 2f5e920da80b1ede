import { describe, expect, it } from 'vitest';
import {
  addAssetReferences,
  setBundleValues,
} from '../../../../../src/shared/model/bundle/write.ts';

const VALUES = `# how it is sent
parameterValues:
- name: deadline:maxFailedTasksCount
  value: 0        # none may fail
- name: Frames
  value: "1-10"   # the shot
- {name: Quality, value: 3}
`;

describe('writing parameter_values', () => {
  it('changes values in their place and adds others at the end; comments and order stay', () => {
    expect(
      setBundleValues(VALUES, 'yaml', [
        { name: 'Frames', value: '1-240' },
        { name: 'Quality', value: 4n },
        { name: 'deadline:priority', value: 50n },
        { name: 'Layers', value: [1n, 2n] },
      ]),
    ).toBe(`# how it is sent
parameterValues:
- name: deadline:maxFailedTasksCount
  value: 0        # none may fail
- name: Frames
  value: "1-240"   # the shot
- {name: Quality, value: 4}
- name: deadline:priority
  value: 50
- name: Layers
  value:
  - 1
  - 2
`);
  });

  it('changes nothing for values that it has', () => {
    expect(setBundleValues(VALUES, 'yaml', [{ name: 'Quality', value: 3n }])).toBe(VALUES);
    expect(setBundleValues(VALUES, 'yaml', [])).toBe(VALUES);
  });

  it.each([
    ['', 'parameterValues:\n  - name: A\n    value: x\n'],
    ['# mine', '# mine\nparameterValues:\n  - name: A\n    value: x\n'],
    ['parameterValues:\n', 'parameterValues:\n  - name: A\n    value: x\n'],
    ['parameterValues: []\n', 'parameterValues:\n  - name: A\n    value: x\n'],
  ])('begins a list in %j', (before, after) => {
    expect(setBundleValues(before, 'yaml', [{ name: 'A', value: 'x' }])).toBe(after);
  });

  it('writes JSON as JSON, and keeps line ends', () => {
    expect(JSON.parse(setBundleValues('', 'json', [{ name: 'A', value: 'x' }]))).toEqual({
      parameterValues: [{ name: 'A', value: 'x' }],
    });
    const text = '{"parameterValues": [{"name": "A", "value": 1}]}';
    expect(setBundleValues(text, 'json', [{ name: 'A', value: 2n }])).toBe(
      '{"parameterValues": [{"name": "A", "value": 2}]}',
    );
    const crlf = VALUES.replaceAll('\n', '\r\n');
    expect(setBundleValues(crlf, 'yaml', [{ name: 'B', value: 'x' }])).toBe(
      `${crlf}- name: B\r\n  value: x\r\n`,
    );
  });
});

describe('writing asset_references', () => {
  it('adds what is not listed, in its list', () => {
    const text = `assetReferences:   # kept
  inputs:
    filenames:
    - scene.blend   # the scene
  outputs:
    directories: []
`;
    expect(
      addAssetReferences(text, 'yaml', [
        { list: 'inputs.filenames', path: 'scene.blend' },
        { list: 'inputs.filenames', path: 'hdri.exr' },
        { list: 'inputs.directories', path: 'textures' },
        { list: 'outputs.directories', path: 'out' },
      ]),
    ).toBe(`assetReferences:   # kept
  inputs:
    filenames:
    - scene.blend   # the scene
    - hdri.exr
    directories:
    - textures
  outputs:
    directories:
    - out
`);
  });

  it('makes the file', () => {
    expect(
      addAssetReferences('', 'yaml', [
        { list: 'inputs.filenames', path: 'scene.blend' },
        { list: 'outputs.directories', path: 'out' },
      ]),
    ).toBe(`assetReferences:
  inputs:
    filenames:
      - scene.blend
  outputs:
    directories:
      - out
`);
    expect(
      JSON.parse(addAssetReferences('', 'json', [{ list: 'referencedPaths', path: 'x' }])),
    ).toEqual({ assetReferences: { referencedPaths: ['x'] } });
  });
});
