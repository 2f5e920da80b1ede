import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze, findInterpreter } from '../../../../src/main/python-env/index.ts';

const reader = readFileSync(
  new URL('../../../../assets/python/read_imports.py', import.meta.url),
  'utf8',
);
const interpreter = await findInterpreter();

function write(files: Record<string, string | Buffer>): string {
  const root = mkdtempSync(join(tmpdir(), 'jobwright-imports-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

async function modulesOf(files: Record<string, string | Buffer>, ...names: string[]) {
  if (!interpreter) throw new Error('no Python');
  const root = write(files);
  const scripts = names.length > 0 ? names : ['main.py'];
  const found = await analyze(interpreter, reader, {
    files: scripts.map((name) => join(root, name)),
    texts: [],
  });
  return found.ok
    ? found.dependencies.modules
    : found.problems.map(
        ({ file, line, code }) => `${file.slice(root.length + 1)}:${line} ${code}`,
      );
}

describe.skipIf(!interpreter)('what Python programs import', () => {
  it.each<[string, string, string[]]>([
    ['nothing', 'print("import numpy")', []],
    ['a comment and texts', '# import nothing from here\n"""import this1"""\nx = "import y"', []],
    ['several in a line', 'import a.b, c, d as e', ['a', 'c', 'd']],
    ['names from modules', 'from f.g import h, i\nfrom j import *', ['f', 'j']],
    [
      'lines that go on',
      'from k import (\n  one,  # first\n  two,\n)\nimport l; import m',
      ['k', 'l', 'm'],
    ],
    [
      'what Python brings along',
      'import os, sys, xml.dom\nfrom json import loads\nimport _thread',
      [],
    ],
    [
      'what it brings along and nobody documents',
      'import antigravity, this',
      ['antigravity', 'this'],
    ],
    [
      'what may be missing',
      'try:\n  import fast\nexcept ImportError:\n  import slow',
      ['fast', 'slow'],
    ],
    ['inside functions and classes', 'def f():\n  import n\nclass C:\n  import o', ['n', 'o']],
    [
      'for checkers of types only',
      'from typing import TYPE_CHECKING\nimport typing\nif TYPE_CHECKING:\n  import p\nelse:\n  import q\nif typing.TYPE_CHECKING:\n  import r',
      ['q'],
    ],
    [
      'by name',
      'import importlib\nimportlib.import_module("s.t")\n__import__("u")\nimportlib.import_module(name)\nimportlib.import_module(".v", "w")',
      ['s', 'u'],
    ],
    ['beyond ASCII', 'import größe', ['größe']],
  ])('%s', async (_, text, modules) => {
    expect(await modulesOf({ 'main.py': text })).toEqual(modules);
  });

  it('is read from the modules beside it too, which are themselves no packages', async () => {
    expect(
      await modulesOf({
        'main.py': 'import draw, tools.paint\nfrom tools import colours\nimport yaml, json',
        'draw.py': 'import numpy\nfrom . import nothing',
        'tools/__init__.py': 'from .paint import brush\nimport base',
        'tools/paint.py': 'from ..draw import x\nfrom . import colours\nimport PIL',
        'tools/colours.py': 'import colour',
        'tools/unused.py': 'import never',
        // A folder of data is no module; an installed one wins over it.
        'yaml/values.yaml': '',
        // This one hides the library's.
        'json.py': 'import simplejson',
      }),
    ).toEqual(['PIL', 'base', 'colour', 'numpy', 'simplejson', 'yaml']);
  });

  it('of several programs is that of all, each with what lies beside it', async () => {
    const files = {
      'a/main.py': 'import helper, one',
      'a/helper.py': 'import two',
      'b/main.py': 'import helper, three',
      'c/loop.py': 'import loop, four',
    };
    expect(await modulesOf(files, 'a/main.py', 'b/main.py', 'c/loop.py')).toEqual([
      'four',
      'helper',
      'one',
      'three',
      'two',
    ]);
  });

  it('is read however long an expression is, and however many modules import each other', async () => {
    const files: Record<string, string> = {
      'main.py': `x = ${'1 + '.repeat(900)}len("")\nimport m0\n`,
    };
    for (let at = 0; at < 400; at++) files[`m${at}.py`] = `import m${at + 1}\n`;
    expect(await modulesOf(files)).toEqual(['m400']);
  });

  it('is read in whatever encoding the program says', async () => {
    const latin = Buffer.from('# -*- coding: latin-1 -*-\nname = "\xe9"\nimport x\n', 'latin1');
    expect(await modulesOf({ 'main.py': latin })).toEqual(['x']);
    expect(await modulesOf({ 'main.py': '\ufeffimport y\r\nimport z\r\n' })).toEqual(['y', 'z']);
  });

  it('cannot be read of what is no program', async () => {
    expect(await modulesOf({ 'main.py': 'x = 1\nimport (' })).toEqual(['main.py:2 syntax']);
    expect(await modulesOf({ 'main.py': Buffer.from([0, 1, 2]) })).toEqual(['main.py:1 syntax']);
    expect(await modulesOf({ 'main.py': `x = ${'('.repeat(5000)}` })).toEqual([
      expect.stringMatching(/^main\.py:\d+ syntax$/),
    ]);
    expect(await modulesOf({ 'other.py': '' })).toEqual(['main.py:undefined unreadable']);
  });

  it('is read of texts without a file', async () => {
    if (!interpreter) return;
    const texts = ['import a', 'from . import b\nfrom .. import c\nimport d'];
    expect(await analyze(interpreter, reader, { files: [], texts })).toEqual({
      ok: true,
      dependencies: { python: interpreter.version, modules: ['a', 'd'] },
    });
  });

  it('executes nothing of them', async () => {
    const root = write({
      'main.py': 'open("made.txt", "w")\nimport helper',
      'helper.py': 'open("made.txt", "w")',
    });
    if (!interpreter) return;
    await analyze(interpreter, reader, { files: [join(root, 'main.py')], texts: [] });
    expect(() => readFileSync(join(root, 'made.txt'))).toThrow(/ENOENT/);
  });
});
