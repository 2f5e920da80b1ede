import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellText } from '../../../../src/shared/text/shell-quote.ts';

describe('a command as text', () => {
  it.skipIf(process.platform === 'win32')('gives a POSIX shell every word as it is', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    const nasty = fc.constantFrom("it's", '$HOME', '`x`', 'a\nb', '', '~', '*', '!x', '<in', '\\');
    fc.assert(
      fc.property(fc.array(fc.oneof(word, nasty), { minLength: 1, maxLength: 6 }), (words) => {
        const command = shellText([
          process.execPath,
          '-p',
          'JSON.stringify(process.argv.slice(1))',
          '--',
          ...words,
        ]);
        const output = execFileSync('sh', ['-c', command], { encoding: 'utf8' });
        expect(JSON.parse(output)).toEqual(words);
      }),
      { numRuns: 12 },
    );
  });

  it.each([
    ['plain', 'plain', 'plain'],
    ['C:\\a b\\', "'C:\\a b\\\\'", '^"C:\\a b\\\\^"'],
    ["it's", "'it''s'", '^"it\'s^"'],
    ['[{"Frame":"1"}]', `'[{\\"Frame\\":\\"1\\"}]'`, '^"[{\\^"Frame\\^":\\^"1\\^"}]^"'],
    ['100%', "'100%'", '^"100^%^"'],
    ['', "''", '^"^"'],
  ])('quotes %j for PowerShell and cmd', (word, powershell, cmd) => {
    expect(shellText([word], 'powershell')).toBe(powershell);
    expect(shellText([word], 'cmd')).toBe(cmd);
  });
});
