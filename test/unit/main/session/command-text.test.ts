import { describe, expect, it } from 'vitest';
import { commandLine, redactCommand } from '../../../../src/main/session/command-text.ts';
import { Redactor } from '../../../../src/main/session/redactor.ts';

function shown(command: string[], ...secrets: string[]): string {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.add(secret);
  return commandLine(redactCommand(command, redactor));
}

const quoted = (text: string) => `echo '${text.replaceAll("'", `'\\''`)}'`;

describe('the command line as it is logged', () => {
  it('hides secrets whole, within words, and divided among words', () => {
    expect(shown(['echo', 'hunter2', '--key=hunter2'], 'hunter2')).toBe(
      'echo ******** --key=********',
    );
    expect(shown(['echo', 'alpha', 'one', 'two'], 'alpha one')).toBe('echo ******** ******** two');
    expect(shown(['login', 'xalpha', 'onex'], 'alpha one')).toBe('login x******** ********x');
  });

  it.each<[string, string, string]>([
    ['as JSON', 'it\'s "mine"', JSON.stringify({ key: 'it\'s "mine"' })],
    ['as a shell’s word', "it's mine", quoted("it's mine")],
    ['in an address', 'mine/w:rd', `https://user:${encodeURIComponent('mine/w:rd')}@host/`],
    ['with escaped line breaks', 'it is\nmine', JSON.stringify('it is\nmine')],
    ['with other line breaks', 'it is\r\nmine', 'it is\nmine'],
  ])('hides them %s', (_how, secret, word) => {
    const text = shown(['tool', word], secret);
    expect(text).toContain('********');
    expect(text).not.toContain('mine');
  });

  it('hides what the command itself declares a secret, also divided among words', () => {
    expect(shown(['echo', 'openjd_redacted_env: KEY=open sesame'])).toBe(
      "echo 'openjd_redacted_env: KEY=********'",
    );
    expect(shown(['echo', 'openjd_redacted_env:', 'KEY=open', 'sesame'])).toBe(
      'echo openjd_redacted_env: KEY=******** ********',
    );
    expect(shown(['sh', '-c', 'echo "openjd_redacted_env: KEY=x y"\necho done'])).toBe(
      `sh -c 'echo "openjd_redacted_env: KEY=********\necho done'`,
    );
  });

  it('leaves everything else as it is', () => {
    expect(shown(['render', '-o', "it's.exr", 'a b'], 'hunter2')).toBe(
      `render -o 'it'\\''s.exr' 'a b'`,
    );
  });
});
