import { describe, expect, it } from 'vitest';
import { ActionOutput } from '../../../../src/main/session/action-output.ts';
import type { Directive } from '../../../../src/main/session/directives.ts';
import { Redactor } from '../../../../src/main/session/redactor.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

interface Logged {
  readonly lines: string[];
  readonly directives: Directive[];
  readonly output: ActionOutput;
}

function start(secrets: readonly string[] = []): Logged {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.add(secret);
  const lines: string[] = [];
  const directives: Directive[] = [];
  const output = new ActionOutput(redactor, {
    log: (_kind, text) => lines.push(...text.split('\n')),
    directive: (directive) => directives.push(directive),
  });
  return { lines, directives, output };
}

/** The lines that come of bytes, written all at once and in pieces of every small size alike. */
function linesOf(bytes: string | Buffer, secrets: readonly string[] = []): string[] {
  const all = Buffer.from(bytes as string);
  const results = [all.length, 1, 2, 3, 7].map((size) => {
    const { lines, output } = start(secrets);
    for (let at = 0; at < all.length; at += size) output.push(all.subarray(at, at + size));
    output.end();
    return lines;
  });
  for (const result of results) expect(result).toEqual(results[0]);
  return results[0] ?? [];
}

describe('lines', () => {
  it('ends them at line breaks of both kinds and keeps a last one without', () => {
    expect(linesOf('a\nb\r\n\nc')).toEqual(['a', 'b', '', 'c']);
    expect(linesOf('')).toEqual([]);
    expect(linesOf('\n')).toEqual(['']);
  });

  it('shows bytes that are not UTF-8 as \\xNN, one each', () => {
    expect(
      linesOf(Buffer.from([0x61, 0x97, 0xc3, 0xa9, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 10])),
    ).toEqual(['a\\x97é\\xed\\xa0\\x80\\xf0\\x9f']);
  });

  it('keeps colours and other escapes as they are', () => {
    expect(linesOf('\x1b[31mred\x1b[0m\tx\n')).toEqual(['\x1b[31mred\x1b[0m\tx']);
  });

  it('shows of a progress line what stands there last (fault 8)', () => {
    expect(linesOf('10%\r20%\r30%\ndone\r\r\n')).toEqual(['30%', 'done']);
  });

  it('shows a progress line while it is unfinished', () => {
    const { output, lines } = start();
    output.push(Buffer.from('10%\r20%'));
    expect(output.live()).toBe('20%');
    output.push(Buffer.from('\r30%\r'));
    expect(output.live()).toBe('30%');
    expect(lines).toEqual([]);
    output.push(Buffer.from('\n'));
    expect(output.live()).toBeUndefined();
    expect(lines).toEqual(['30%']);
  });

  it('continues a line of more than 65,536 bytes on the next, without loss and without dividing a character', () => {
    const text = `${'é'.repeat(100_000)}x`;
    const lines = linesOf(`${text}\nnext\n`);
    expect(lines.slice(0, -1).join('')).toBe(text);
    expect(lines.at(-1)).toBe('next');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(65_536);
    expect(linesOf(`${'a'.repeat(65_536)}\nb\n`)).toEqual(['a'.repeat(65_536), 'b']);
    // As a terminal ends it: the break adds no empty line.
    const lots = 'a'.repeat(65_536);
    expect(linesOf(`${lots}${lots}\r\nb\r\r\n`)).toEqual([lots, lots, 'b']);
  });

  it('holds no more than a line of a progress that never ends', () => {
    const { output, lines } = start();
    for (let i = 0; i < 20_000; i++) output.push(Buffer.from(`\rframe ${i} of 20000`));
    expect(output.live()).toBe('frame 19999 of 20000');
    expect(lines).toEqual([]);
  });
});

describe('redaction', () => {
  it('masks a secret wherever it stands and however it is written', () => {
    expect(linesOf('a hunter2 b hunter2hunter\n', ['hunter2'])).toEqual([
      'a ******** b ********hunter',
    ]);
  });

  it('masks secrets that overlap or contain each other', () => {
    expect(linesOf('abcdef xbcd\n', ['abcd', 'cdef', 'bc'])).toEqual(['******** x********d']);
  });

  it('masks values over several lines, whole and line by line (fault 5)', () => {
    const secret = 'first line\nab\nlast line';
    expect(linesOf(`key: ${secret}!\nab\n  first line\n`, [secret])).toEqual([
      'key: ********',
      '********',
      '********!',
      'ab',
      '  ********',
    ]);
    expect(linesOf('key: first line\r\nab\r\nlast line\r\n', [secret])).toEqual([
      'key: ********',
      '********',
      '********',
    ]);
  });

  it('masks a secret that is cut by the length of a line', () => {
    const lines = linesOf(`${'x'.repeat(65_530)}hunter2 is cut\n`, ['hunter2']);
    expect(lines.join('|')).toBe(`${'x'.repeat(65_530)}********|******** is cut`);
  });

  it('never shows the beginning of a secret in a live line', () => {
    const { output } = start(['hunter2']);
    output.push(Buffer.from('password: hunt'));
    expect(output.live()).toBe('password: ');
    output.push(Buffer.from('er2 ok'));
    expect(output.live()).toBe('password: ******** ok');
  });

  it('costs no more for many secrets', () => {
    const secrets = Array.from({ length: 2000 }, (_, i) => `secret-value-${i}-${'y'.repeat(20)}`);
    const text = Buffer.from(`${'an ordinary line of output\n'.repeat(2000)}`);
    const { output, lines } = start(secrets);
    const begun = cpuTime();
    for (let i = 0; i < 20; i++) output.push(text);
    expect(cpuTime() - begun).toBeLessThan(3000);
    expect(lines).toHaveLength(40_000);
  });
});

describe('directives', () => {
  const directivesOf = (text: string) => {
    const { output, directives, lines } = start();
    output.push(Buffer.from(text));
    output.end();
    return { directives, lines };
  };

  it('reads every kind', () => {
    const { directives } = directivesOf(
      [
        'openjd_progress: 12.5',
        'openjd_status: half way',
        'openjd_fail: no licence',
        'openjd_env: A=b=c',
        'openjd_env: "B=x\\ny"',
        'openjd_unset_env: C',
        'openjd_session_runtime_loglevel: WARNING',
        '',
      ].join('\n'),
    );
    expect(directives).toEqual([
      { kind: 'progress', value: 12.5 },
      { kind: 'status', message: 'half way' },
      { kind: 'fail', message: 'no licence' },
      { kind: 'env', name: 'A', value: 'b=c' },
      { kind: 'env', name: 'B', value: 'x\ny' },
      { kind: 'unset-env', name: 'C' },
      { kind: 'log-level', level: 'WARNING' },
    ]);
  });

  it.each([
    'openjd_ENV: A=1',
    'OPENJD_UNSET_ENV: A',
    ' openjd_env: A=1',
    'openjd_env:A=1',
    'openjd_env',
    'openjd_redacted_env : A=1',
    'openjd_env: 1A=1',
    'openjd_env: A',
    'openjd_env: "1A=1"',
    'openjd_env: "A=1',
    'openjd_unset_env: A=1',
  ])('fails the action at %j', (line) => {
    expect(directivesOf(`${line}\n`).directives).toMatchObject([
      { kind: 'malformed', fails: true },
    ]);
  });

  it.each([
    'openjd_progress: 101',
    'openjd_progress: -1',
    'openjd_progress: nan',
    'openjd_session_runtime_loglevel: LOUD',
  ])('only notes %j', (line) => {
    expect(directivesOf(`${line}\n`).directives).toMatchObject([
      { kind: 'malformed', fails: false },
    ]);
  });

  it.each(['openjd_Progress: 1', ' openjd_status: x', 'openjd_environment', 'say openjd_env: A=1'])(
    'takes %j for output',
    (line) => {
      const { directives, lines } = directivesOf(`${line}\n`);
      expect(directives).toEqual([]);
      expect(lines).toEqual([line]);
    },
  );

  it('masks the secret in its own line, in what follows, and in a near miss', () => {
    expect(directivesOf('openjd_redacted_env: A=hunter2\nhunter2\n').lines).toEqual([
      'openjd_redacted_env: A=********',
      '********',
    ]);
    expect(directivesOf('openjd_redacted_env: "A=one line\\ntwo line"\n two line\n').lines).toEqual(
      ['openjd_redacted_env: A=********', ' ********'],
    );
    expect(directivesOf('openjd_redacted_env:A=hunter2\nhunter2\n').lines).toEqual([
      'openjd_redacted_env:A=********',
      '********',
    ]);
  });

  it('counts progress that is taken back by carriage returns', () => {
    const { directives } = directivesOf('openjd_progress: 1\ropenjd_progress: 2\r');
    expect(directives).toEqual([
      { kind: 'progress', value: 1 },
      { kind: 'progress', value: 2 },
    ]);
  });
});
