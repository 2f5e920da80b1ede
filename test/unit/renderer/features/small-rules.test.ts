import { describe, expect, it } from 'vitest';
import { matches } from '../../../../src/renderer/features/file-dialog/patterns.ts';
import { rank } from '../../../../src/renderer/features/palette/rank.ts';
import { shellText } from '../../../../src/renderer/text/shell-text.ts';

describe('file patterns', () => {
  it('fit by their end, case aside', () => {
    expect(matches('scene.BLEND', ['*.blend', '*.ma'])).toBe(true);
    expect(matches('scene.mb', ['*.blend', '*.ma'])).toBe(false);
    expect(matches('anything', ['*'])).toBe(true);
    expect(matches('Makefile', ['makefile'])).toBe(true);
  });
});

describe('the command palette', () => {
  const commands = ['Save template', 'Show tasks', 'Run the whole job'].map((title) => ({
    id: title,
    title,
    run: () => {},
  }));
  const titles = (query: string) => rank(commands, query).map((command) => command.title);

  it('puts the closest first', () => {
    expect(titles('')).toHaveLength(3);
    expect(titles('ta')).toEqual(['Show tasks', 'Save template']);
    expect(titles('whole')).toEqual(['Run the whole job']);
    expect(titles('rnjb')).toEqual(['Run the whole job']);
    expect(titles('xyz')).toEqual([]);
  });
});

describe('a command as text', () => {
  it('quotes what a shell would take apart', () => {
    expect(shellText(['python', 'draw.py', '--frame=1'])).toBe('python draw.py --frame=1');
    expect(shellText(['sh', '-c', "echo 'a b' $HOME", ''])).toBe(
      `sh -c 'echo '\\''a b'\\'' $HOME' ''`,
    );
    expect(shellText(['a;b', '`x`', '$(y)'])).toBe("'a;b' '`x`' '$(y)'");
  });
});
