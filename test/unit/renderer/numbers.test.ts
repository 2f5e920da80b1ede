import { describe, expect, it } from 'vitest';
import {
  bytes,
  clock,
  duration,
  groupDigits,
  plural,
  pluralName,
  roughly,
  span,
} from '../../../src/renderer/text/numbers.ts';

describe('numbers as people read them', () => {
  it('groups digits of any size', () => {
    expect([0, 999, 1000, 1_234_567].map(groupDigits)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect(groupDigits(10n ** 12n)).toBe('1,000,000,000,000');
  });

  it('counts things', () => {
    expect([plural(1, 'task'), plural(0n, 'task'), plural('480', 'task')]).toEqual([
      '1 task',
      '0 tasks',
      '480 tasks',
    ]);
    expect(
      ['Frame', 'Layer', 'FrameRange', 'Pass', 'Quality'].map((n) => pluralName(n, '2')),
    ).toEqual(['frames', 'layers', 'frame ranges', 'passes', 'qualities']);
    expect(pluralName('Frame', '1')).toBe('frame');
    expect(['A', 'x', 'UDIM'].map((n) => pluralName(n, '2'))).toEqual(['A', 'x', 'UDIM']);
  });

  it('tells times and sizes', () => {
    expect([0, 40, 900, 12_400, 185_000].map(duration)).toEqual([
      '0 ms',
      '40 ms',
      '0.9 s',
      '12 s',
      '03:05',
    ]);
    expect([41_000, 3_723_000].map(clock)).toEqual(['00:41', '1:02:03']);
    expect([30, 300, 90, 5400].map(span)).toEqual(['30 s', '5 min', '1 min 30 s', '1 h 30 min']);
    expect([1000, 20_000, 180_000, 7_200_000].map(roughly)).toEqual([
      'a few seconds',
      'about 20 s',
      'about 3 min',
      'about 2 h',
    ]);
    // A trillion tasks take years, which nobody reads in hours.
    expect([400 * 3_600_000, 389_814_814 * 3_600_000].map(roughly)).toEqual([
      'about 17 days',
      'about 44,499 years',
    ]);
    expect([99 * 3_600_000, 400 * 3_600_000].map(duration)).toEqual(['99:00:00', '17 days']);
    expect([512, 2048, 222_298_112].map(bytes)).toEqual(['512 B', '2.0 KB', '212 MB']);
  });
});
