import { describe, expect, it } from 'vitest';
import { lineTime, plainText } from '../../../../src/shared/text/log-text.ts';

describe('the text of a log line', () => {
  it('has no escape sequences and shows what else is not text', () => {
    expect(plainText('a \u001b[1;31mred\u001b[0m word')).toBe('a red word');
    expect(plainText('\u001b]52;c;eA==\u0007\u202e')).toBe('^[]52;c;eA==^G\\u202e');
  });

  it('has its time since the beginning or in UTC', () => {
    const begun = Date.UTC(2026, 0, 1, 12, 0, 0, 0);
    expect(lineTime(begun + 64_005, 'relative', begun)).toBe('+1:04.005');
    expect(lineTime(begun + 3_661_000, 'relative', begun)).toBe('+1:01:01.000');
    expect(lineTime(begun + 64_005, 'utc', begun)).toBe('12:01:04.005Z');
    expect(lineTime(begun, 'local', begun)).toMatch(/^\d\d:\d\d:\d\d\.000$/);
    expect(lineTime(begun, 'off', begun)).toBe('');
  });
});
