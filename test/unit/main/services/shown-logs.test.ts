import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanShownLogs } from '../../../../src/main/services/shown-logs.ts';

const DAY = 86_400_000;

describe('logs that were copied for an editor', () => {
  it('go when they are old, and the oldest when they are too many', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'jobwright-shown-'));
    const now = Date.now();
    const put = (name: string, size: number, days: number) => {
      const path = join(directory, name);
      writeFileSync(path, 'x'.repeat(size));
      utimesSync(path, new Date(now), new Date(now - days * DAY));
    };
    put('old.log', 10, 8);
    put('a.log', 600, 1);
    put('b.log', 300, 2);
    put('c.log', 300, 3);
    await cleanShownLogs(directory, { now, limit: 1000 });
    expect(readdirSync(directory).sort()).toEqual(['a.log', 'b.log']);
    await cleanShownLogs(directory, { now: now + 7 * DAY, limit: 1000 });
    expect(readdirSync(directory)).toEqual([]);
    await cleanShownLogs(join(directory, 'absent'));
  });
});
