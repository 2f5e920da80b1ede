import { describe, expect, it } from 'vitest';
import { splitCommandLine } from '../../../../src/renderer/features/wizard/command-line.ts';
import {
  emptyTemplate,
  firstCommand,
  folderName,
  machineValues,
  makeTemplate,
} from '../../../../src/renderer/features/wizard/make-template.ts';
import { decodeTemplate } from '../../../../src/shared/model/index.ts';

const WISHES = {
  name: 'My "best" render: #1',
  program: 'blender',
  args: ['-b', '{scene}', '-o', '{output}/frame ####', '-f', '{frame}'],
  scene: '/scenes/tea pot.blend',
  frames: '1-24:2',
  output: 'out',
};

describe('the wizard', () => {
  it('splits a line as a shell does', () => {
    const words = (line: string) => splitCommandLine(line);
    expect(words('-b  {scene} -f\t{frame}')).toEqual({ words: ['-b', '{scene}', '-f', '{frame}'] });
    expect(words(`-x "a b"'c d' "" e\\ f`)).toEqual({ words: ['-x', 'a bc d', '', 'e f'] });
    expect(words('C:\\renders\\{frame}.png')).toEqual({ words: ['C:\\renders\\{frame}.png'] });
    expect(words('a "b')).toEqual({ open: '"' });
    expect(words('')).toEqual({ words: [] });
  });

  it.each(['job', 'environment'] as const)('begins with an empty %s without a finding', (kind) => {
    const { template, diagnostics } = decodeTemplate(emptyTemplate(kind, 'My "best": #1'));
    expect(diagnostics).toEqual([]);
    expect(template?.kind).toBe(kind);
  });

  it('makes a template without a finding', () => {
    for (const wishes of [
      WISHES,
      { ...WISHES, args: [], scene: '', output: '' },
      { ...WISHES, program: '/opt/my tool/run', args: ['x: y', '# no comment', '- ü "'] },
    ]) {
      const decoded = decodeTemplate(makeTemplate(wishes));
      expect(decoded.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('keeps paths of this machine out of the template', () => {
    expect(makeTemplate(WISHES)).not.toContain('/scenes');
    expect(machineValues(WISHES)).toEqual({ Scene: '/scenes/tea pot.blend' });
    expect(makeTemplate(WISHES)).toContain('default: "out"');
  });

  it('shows the first command', () => {
    expect(firstCommand(WISHES)).toBe(
      'blender -b "/scenes/tea pot.blend" -o "out/frame ####" -f 1',
    );
    expect(folderName(' Über/../Küche 3 ')).toBe('über-küche-3');
    expect(folderName('///')).toBe('job');
  });
});
