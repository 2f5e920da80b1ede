import { describe, expect, it } from 'vitest';
import { embeddedScripts, openDocument } from '../../../../src/shared/language/index.ts';

const template = (
  file: string,
  command = 'run',
  args = '["{{Task.File.f}}"]',
  extra = '',
): string =>
  `specificationVersion: jobtemplate-2023-09
name: Scripts
steps:
- name: Only
  script:
    actions:
      onRun: {command: ${command}, args: ${args}}
    embeddedFiles:
    - name: f
      type: TEXT
${extra}${file}`;

const BLOCK = '      data: |\n        one\n          two\n\n        three\n';

describe('scripts in a template', () => {
  it.each([
    ['by the name of the file', template(BLOCK, 'run', '[]', '      filename: a.py\n'), 'python'],
    ['by its first line', template(BLOCK.replace('one', '#!/bin/bash')), 'shell'],
    ['by env', template(BLOCK.replace('one', '#!/usr/bin/env -S python3.11')), 'python'],
    ['by who runs it', template(BLOCK, '/usr/bin/node'), 'javascript'],
    ['by who runs it on Windows', template(BLOCK, 'pwsh.exe'), 'powershell'],
    ['not when another file is run', template(BLOCK, 'bash', '[x]'), undefined],
    ['not for other programs', template(BLOCK, 'blender'), undefined],
    ['not when the lines are folded', template(BLOCK.replace('|', '>'), 'bash'), undefined],
    ['not when it is quoted', template('      data: "echo"\n', 'bash'), undefined],
  ])('are known %s', (_how, text, language) => {
    const found = embeddedScripts(openDocument(text));
    expect(found.map((script) => script.language)).toEqual(
      language === undefined ? [] : [language],
    );
    for (const { range, indent } of found) {
      expect(indent).toBe(8);
      expect(text.slice(range.start, range.end)).toMatch(/^ {8}\S[\s\S]*three$/);
    }
  });

  it('are known by the key of a simple action, with line ends of Windows too', () => {
    const text = `specificationVersion: jobtemplate-2023-09
extensions: [FEATURE_BUNDLE_1]
name: Simple
steps:
- name: A
  bash:
    script: |
      echo {{Param.X}}
- name: B
  cmd:
    script: |2-
        rem indented
`.replaceAll('\n', '\r\n');
    expect(
      embeddedScripts(openDocument(text)).map(({ language, range, indent }) => [
        language,
        indent,
        text.slice(range.start, range.end),
      ]),
    ).toEqual([
      ['shell', 6, '      echo {{Param.X}}'],
      ['bat', 6, '        rem indented'],
    ]);
  });
});
