import { describe, expect, it } from 'vitest';
import { diskProblem } from '../../../src/main/disk-problem.ts';

const errno = (code: string, path?: string) => Object.assign(new Error(code), { code, path });

describe('what the disk refuses', () => {
  it('is said in words', () => {
    expect(diskProblem(errno('ENOSPC'))).toBe('The disk is full. Free some space and try again.');
    expect(diskProblem(errno('EROFS', '/home/anna/.config/runs'))).toBe(
      'The disk refused it (/home/anna/.config/runs): it is read-only, or permission is denied.',
    );
  });

  it('is nothing else', () => {
    expect(diskProblem(errno('ENOENT', '/x'))).toBeUndefined();
    expect(diskProblem(new TypeError('oops'))).toBeUndefined();
  });
});
