import { describe, expect, it } from 'vitest';
import { readDependencies } from '../../../../src/main/python-env/index.ts';
import { requirementsOf } from '../../../../src/main/python-env/requirements.ts';

describe('dependencies', () => {
  it.each([
    ['what the analysis writes', { python: '3.7.3', modules: ['antigravity', 'matplotlib'] }],
    ['without the last number', { python: '3.12', modules: [] }],
    [
      'with packages of people',
      {
        python: '3.11.7',
        modules: ['cv2'],
        packages: { cv2: 'opencv-python==4.9' },
        extra: ['rich[jupyter]>=13'],
      },
    ],
  ])('are read: %s', (_, value) => {
    expect(readDependencies(JSON.stringify(value))).toEqual({ ok: true, dependencies: value });
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /^It is no JSON: /],
    ['a list', '[]', /object/],
    ['no Python', '{"modules": []}', /^python: /],
    [
      'no version',
      '{"python": "three", "modules": []}',
      /^python: This is no version of Python\.$/,
    ],
    ['no list', '{"python": "3.11", "modules": "numpy"}', /^modules: /],
    [
      'no name',
      '{"python": "3.11", "modules": ["a.b"]}',
      /^modules\.0: This is no name of a module\.$/,
    ],
    [
      'an option of the installer',
      '{"python": "3.11", "modules": [], "extra": ["--index-url=x"]}',
      /^extra\.0: This is no requirement/,
    ],
    [
      'an option as a package',
      '{"python": "3.11", "modules": ["a"], "packages": {"a": "-r x"}}',
      /^packages\.a: This is no requirement/,
    ],
    ['two lines', '{"python": "3.11", "modules": [], "extra": ["a\\n-r x"]}', /^extra\.0: /],
  ])('are refused: %s', (_, text, problem) => {
    expect(readDependencies(text)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });

  it('become what the installer is asked for, each once', () => {
    expect(
      requirementsOf({
        python: '3.11',
        modules: ['PIL', 'numpy', 'yaml', 'cv2', 'skimage', 'Imath', 'OpenEXR'],
        packages: { cv2: 'opencv-python==4.9' },
        extra: ['numpy', 'rich>=13'],
      }),
    ).toEqual([
      'OpenEXR',
      'Pillow',
      'PyYAML',
      'numpy',
      'opencv-python==4.9',
      'rich>=13',
      'scikit-image',
    ]);
  });
});
