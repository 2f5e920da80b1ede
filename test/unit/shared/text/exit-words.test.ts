import { expect, it } from 'vitest';
import { exitCodeWords, signalWords } from '../../../../src/shared/text/exit-words.ts';

it('says what is known of an exit and nothing more', () => {
  expect(exitCodeWords(127)).toBe('a command was not found');
  expect(exitCodeWords(126)).toBe('the command is not executable');
  expect(exitCodeWords(137)).toBe('SIGKILL: killed, often because memory ran out');
  expect(exitCodeWords(139)).toBe('SIGSEGV: it accessed memory that is not its own');
  expect(exitCodeWords(3)).toBe('');
  expect(exitCodeWords(200)).toBe('');
  expect(signalWords('SIGTERM')).toBe('asked to end');
  expect(signalWords('SIGRTMIN')).toBe('');
});
