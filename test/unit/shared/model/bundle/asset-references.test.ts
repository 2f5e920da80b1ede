import { describe, expect, it } from 'vitest';
import {
  type PathKind,
  readAssetReferences,
} from '../../../../../src/shared/model/bundle/asset-references.ts';

const TEXT = `# what travels
assetReferences:
  inputs:
    filenames: [scene.blend, gone.exr, textures]
    directories:
      - textures
      - scene.blend
      - lost
  outputs:
    directories: [out, "scene.blend"]
  referencedPaths: [/somewhere]
`;

const FOUND = new Map<string, PathKind>([
  ['scene.blend', 'file'],
  ['textures', 'directory'],
  ['gone.exr', 'missing'],
  ['lost', 'missing'],
  ['out', 'missing'],
]);

function findings(text: string, found = FOUND): string[][] {
  return readAssetReferences(text, 'yaml', found).diagnostics.map(
    ({ code, severity, range, message }) => [
      `${severity} ${code}`,
      text.slice(range.start, range.end),
      message,
    ],
  );
}

describe('asset_references', () => {
  it('reads every list with its places', () => {
    const { paths } = readAssetReferences(TEXT, 'yaml');
    expect(paths.map(({ list, index, path }) => `${list}[${index}] ${path}`)).toEqual([
      'inputs.filenames[0] scene.blend',
      'inputs.filenames[1] gone.exr',
      'inputs.filenames[2] textures',
      'inputs.directories[0] textures',
      'inputs.directories[1] scene.blend',
      'inputs.directories[2] lost',
      'outputs.directories[0] out',
      'outputs.directories[1] scene.blend',
      'referencedPaths[0] /somewhere',
    ]);
  });

  it('says which inputs are missing or of the other kind; outputs may be missing', () => {
    expect(findings(TEXT)).toEqual([
      ['warning asset-missing', 'gone.exr', 'There is no file gone.exr.'],
      ['warning asset-kind', 'textures', 'textures is a folder. List it under "directories".'],
      ['warning asset-kind', 'scene.blend', 'scene.blend is a file. List it under "filenames".'],
      ['warning asset-missing', 'lost', 'There is no folder lost.'],
      [
        'warning asset-kind',
        '"scene.blend"',
        'scene.blend is a file. Outputs are listed by their folders.',
      ],
    ]);
  });

  it('says nothing of paths that were not looked for', () => {
    expect(findings(TEXT, new Map())).toEqual([]);
  });

  it.each([
    ['[]', 'A file of asset references must be a mapping.'],
    ['inputs: {}', 'A file of asset references needs the property "assetReferences".'],
    ['assetReferences: [a]', '"assetReferences" must be a mapping.'],
    ['assetReferences: {inputs: {filenames: a}}', '"filenames" must be a list.'],
    ['assetReferences: {inputs: {filenames: [1]}}', 'An asset reference is the text of a path.'],
  ])('says what is wrong with the shape of %s', (text, message) => {
    expect(findings(text).map(([, , words]) => words)).toContain(message);
  });

  it('takes what is empty', () => {
    for (const text of ['', 'assetReferences:\n', 'assetReferences: {inputs: , outputs: }\n'])
      expect(findings(text)).toEqual([]);
  });
});
