import { describe, expect, test } from 'vitest';
import {
  applyPathMapping,
  type PathMappingRule,
  parsePathMappingRules,
} from '../../../../src/shared/expr/index.ts';
import { failure, POSIX, run, text } from './helpers.ts';

const WINDOWS = { ...POSIX, pathFormat: 'WINDOWS' } as const;

describe('POSIX paths (§2.1.5, §2.3)', () => {
  test.each([
    ['path("/a//b/./c/")', '/a/b/c'],
    ['path("")', '.'],
    ['path("//a")', '//a'],
    ['path("/mnt/output") / "renders" / "scene.exr"', '/mnt/output/renders/scene.exr'],
    ['path("/mnt") / path("/other")', '/other'],
    ['path("/a/base") + ".txt"', '/a/base.txt'],
    ['Param.File.name', 'render.tar.gz'],
    ['Param.File.stem', 'render.tar'],
    ['Param.File.suffix', '.gz'],
    ['Param.File.suffixes', '[".tar", ".gz"]'],
    ['Param.File.parent', '/projects/shot01'],
    ['Param.File.parent.parent.name', 'projects'],
    ['Param.File.parts', '["/", "projects", "shot01", "render.tar.gz"]'],
    ['path("a").parent', '.'],
    ['path("/").parent', '/'],
    ['path(".bashrc").suffix', ''],
    ['path("a.").suffix', ''],
    ['path(["/a", "b", "/c", "d"])', '/c/d'],
    ['Param.File.with_name("x.exr")', '/projects/shot01/x.exr'],
    ['Param.File.with_stem("x")', '/projects/shot01/x.gz'],
    ['Param.File.with_suffix(".png")', '/projects/shot01/render.tar.png'],
    ['path("/a/b").with_suffix("")', '/a/b'],
    ['path("/a").is_absolute()', 'true'],
    ['path("a/b").is_absolute()', 'false'],
    ['path("/a/b/c").is_relative_to("/a/b")', 'true'],
    ['path("/a/bc").is_relative_to(path("/a/b"))', 'false'],
    ['path("/a/b/c").relative_to("/a")', 'b/c'],
    ['path("/a").relative_to("/a")', '.'],
    ['path("/a").as_posix()', '/a'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test.each([
    ['path("/").with_name("x")', "The path '/' has no name to change."],
    [
      'path("/a").with_name("b/c")',
      "'b/c' is no name of a file: it must not be empty, '.' or contain separators.",
    ],
    [
      'path("/a.b").with_suffix("x")',
      "'x' is no suffix: expected a dot and at least one character, or nothing.",
    ],
    [
      'path("/a.b").with_stem("")',
      "The stem of '/a.b' cannot be empty, since it has the suffix '.b'.",
    ],
    ['path("/a").relative_to("/b")', "The path '/a' is not below '/b'."],
    ['path("/a").name()', "'name' is a property: write it without parentheses."],
    ['path("/a").stam', "A value of type path has no property 'stam'. Did you mean 'stem'?"],
    ['"a".stem', "'stem' is not a property of string; it is one of path."],
    ['"a" / "b"', "Cannot use '/' with string and string."],
  ])('%s fails', (source, message) => {
    expect(failure(source)).toBe(message);
  });
});

describe('Windows paths', () => {
  test.each([
    [String.raw`path("c:/a/./b")`, 'c:\\a\\b'],
    [String.raw`path("C:\\a") / "b" / "c"`, 'C:\\a\\b\\c'],
    [String.raw`path("C:\\a") / "D:\\b"`, 'D:\\b'],
    [String.raw`path("C:\\a") / "\\b"`, 'C:\\b'],
    [String.raw`path("C:\\a") / "c:b"`, 'C:\\a\\b'],
    [String.raw`path("//server/share/dir").parts`, '["\\\\\\\\server\\\\share\\\\", "dir"]'],
    [String.raw`path("C:\\a\\b.c").as_posix()`, 'C:/a/b.c'],
    [String.raw`path("C:\\A\\b").is_relative_to("c:\\a")`, 'true'],
    [String.raw`path("C:a").is_absolute()`, 'false'],
    [String.raw`path("C:\\").parent`, 'C:\\'],
    [String.raw`[path("C:\\out\\a.exr")]`, '["C:\\\\out\\\\a.exr"]'],
    ['path("s3://bucket/a") / "b"', 's3://bucket/a/b'],
  ])('%s is %s', (source, expected) => {
    expect(text(source, WINDOWS)).toBe(expected);
  });
});

describe('URI paths (§1.2.1)', () => {
  test.each([
    ['path("s3://bucket/dir/file.obj").parts', '["s3://bucket", "dir", "file.obj"]'],
    ['path("s3://bucket/a//b/c").parts', '["s3://bucket", "a", "", "b", "c"]'],
    ['path("s3://bucket/a/../b")', 's3://bucket/a/../b'],
    ['path("s3://bucket/dir/file.obj").parent', 's3://bucket/dir'],
    ['path("s3://bucket").parent', 's3://bucket'],
    ['path("s3://bucket/dir/") / "file"', 's3://bucket/dir/file'],
    ['path("s3://bucket/a") / "/b"', '/b'],
    ['path(path("s3://bucket/a//b").parts)', 's3://bucket/a//b'],
    ['path("s3://bucket/f.txt").with_suffix(".png")', 's3://bucket/f.png'],
    ['path("s3://bucket/shot_####.exr").with_number(42)', 's3://bucket/shot_0042.exr'],
    ['path("s3://bucket/key/f").relative_to("s3://bucket/key")', 'f'],
    ['path("s3://bucket/keys").is_relative_to("s3://bucket/key")', 'false'],
    ['path("s3://bucket/key").is_relative_to("/key")', 'false'],
    ['path("s3://bucket").is_absolute()', 'true'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test('a bare authority has no name', () => {
    expect(failure('path("s3://bucket").with_suffix(".png")')).toBe(
      "The path 's3://bucket' has no name to change.",
    );
  });
});

describe('with_number (§2.3.2)', () => {
  test.each([
    ['file_003.exr', '72', 'file_072.exr'],
    ['file_%d.exr', '72', 'file_72.exr'],
    ['file_%04d.exr', '72', 'file_0072.exr'],
    ['file_####.exr', '72', 'file_0072.exr'],
    ['file_######.exr', '72', 'file_000072.exr'],
    ['file_###.exr', '10000', 'file_10000.exr'],
    ['render.0001.exr', '2', 'render.0002.exr'],
    ['file_%04d_003.exr', '72', 'file_%04d_072.exr'],
    ['file.exr', '7', 'file_0007.exr'],
    ['file.001', '72', 'file_0072.001'],
    ['file_003.exr', '-1', 'file_-01.exr'],
    ['file_%04d.exr', '-1', 'file_-001.exr'],
    ['v2/file_001.exr', '5', 'v2/file_005.exr'],
  ])('%s with %s', (name, number, expected) => {
    expect(text(`"${name}".with_number(${number})`)).toBe(expected);
    expect(text(`path("/out/${name}").with_number(${number})`)).toBe(`/out/${expected}`);
  });

  test.each(['file_%099d.exr', `file_${'#'.repeat(33)}.exr`])('%s is too wide', (name) => {
    expect(failure(`"${name}".with_number(1)`)).toContain(
      'is too wide for a frame number: at most 32.',
    );
  });
});

describe('path mapping (How Jobs Are Run)', () => {
  const rule = (
    sourcePathFormat: PathMappingRule['sourcePathFormat'],
    sourcePath: string,
    destinationPath: string,
  ): PathMappingRule => ({
    sourcePathFormat,
    sourcePath,
    destinationPath,
  });

  test.each([
    [rule('POSIX', '/src', '/dst'), '/src/a/b', 'POSIX', '/dst/a/b'],
    [rule('POSIX', '/src', '/dst'), '/src', 'POSIX', '/dst'],
    [rule('POSIX', '/src', '/dst'), '/src/', 'POSIX', '/dst/'],
    [rule('POSIX', '/src', '/dst'), '/srcs/a', 'POSIX', undefined],
    [rule('POSIX', '/src', '/dst'), 'src/a', 'POSIX', undefined],
    [rule('POSIX', '/home/user', '/x'), '/home\\user/f', 'POSIX', undefined],
    [rule('POSIX', '/mnt/shared', 'Z:\\shared'), '/mnt/shared/a/b', 'WINDOWS', 'Z:\\shared\\a\\b'],
    [rule('WINDOWS', 'C:\\Users\\bob', '/mnt'), 'c:/USERS/bob/f.txt', 'POSIX', '/mnt/f.txt'],
    [
      rule('WINDOWS', '\\\\server\\share', 'Z:\\share'),
      '//server/share/path',
      'WINDOWS',
      'Z:\\share\\path',
    ],
    [
      rule('WINDOWS', 'D:\\original', 'E:\\mapped'),
      'D:\\original/path\\somewhere',
      'WINDOWS',
      'E:\\mapped\\path\\somewhere',
    ],
    [rule('WINDOWS', 'C:\\projects', 'D:\\work'), 'C:projects\\f', 'WINDOWS', undefined],
    [rule('URI', 's3://bucket/assets', '/data'), 's3://bucket/assets/a/b', 'POSIX', '/data/a/b'],
    [rule('URI', 's3://bucket/assets', '/data'), 's3://bucket/assets2/a', 'POSIX', undefined],
    [rule('URI', 's3://bucket', '/data'), 'S3://bucket/a', 'POSIX', undefined],
  ] as const)('%o maps %s', (each, path, format, expected) => {
    const mapped = applyPathMapping([each], path, format);
    expect(mapped).toEqual(expected === undefined ? { path } : { path: expected, rule: each });
  });

  test('the longest source path comes first', () => {
    const rules = [rule('POSIX', '/a', '/short'), rule('POSIX', '/a/b', '/long')];
    expect(applyPathMapping(rules, '/a/b/c', 'POSIX').path).toBe('/long/c');
  });

  test('apply_path_mapping exists on hosts only', () => {
    const pathMappingRules = [rule('POSIX', '/src', '/dst')];
    expect(run('apply_path_mapping("/src/f")', { ...POSIX, pathMappingRules })).toEqual({
      kind: 'path',
      value: '/dst/f',
    });
    expect(text('"/other//f".apply_path_mapping()', { ...POSIX, pathMappingRules })).toBe(
      '/other/f',
    );
    expect(failure('apply_path_mapping("/src")')).toBe(
      'apply_path_mapping() is available on worker hosts only, not where the job is created.',
    );
  });

  test('rules are read from their JSON form', () => {
    expect(parsePathMappingRules({})).toEqual({ rules: [] });
    const json = {
      version: 'pathmapping-1.0',
      path_mapping_rules: [
        { source_path_format: 'POSIX', source_path: '/a', destination_path: '/b' },
      ],
    };
    expect(parsePathMappingRules(json)).toEqual({ rules: [rule('POSIX', '/a', '/b')] });
  });

  test('each fault of the JSON is named', () => {
    const json = {
      version: '2',
      path_mapping_rules: [
        { source_path_format: 'VMS', source_path: '/a', destination_path: '/b' },
        { source_path: 1, extra: 2 },
        3,
      ],
    };
    const result = parsePathMappingRules(json);
    expect('issues' in result && result.issues.map((issue) => issue.message)).toEqual([
      'The version of the path mapping rules must be "pathmapping-1.0", but it is "2".',
      "Path mapping rule 1 has the unknown format 'VMS': expected POSIX, WINDOWS or URI.",
      'Path mapping rule 2 needs a text for "source_path_format".',
      'Path mapping rule 2 needs a text for "source_path".',
      'Path mapping rule 2 needs a text for "destination_path".',
      "A path mapping rule has no property 'extra'.",
      'Path mapping rule 3 must be an object.',
    ]);
    expect(parsePathMappingRules([])).toHaveProperty('issues');
  });
});
