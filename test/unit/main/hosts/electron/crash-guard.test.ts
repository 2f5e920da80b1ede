import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CrashingContents,
  guardCrashes,
} from '../../../../../src/main/hosts/electron/crash-guard.ts';
import {
  CRASHED_PAGE,
  CRASHED_POLICY,
  CRASHED_URL,
} from '../../../../../src/main/hosts/electron/crashed-page.ts';
import { isPageUrl } from '../../../../../src/main/hosts/electron/page-address.ts';

let done: string[];
let now: number;
let contents: EventEmitter;

beforeEach(() => {
  done = [];
  now = 1_000_000;
  contents = Object.assign(new EventEmitter(), {
    reload: () => done.push('reload'),
    loadURL: async (url: string) => void done.push(url),
  });
  guardCrashes(contents as unknown as CrashingContents, {
    crashedUrl: CRASHED_URL,
    gaveUp: () => done.push('gave up'),
    now: () => now,
  });
});

function crash(seconds: number, reason = 'crashed'): void {
  now += seconds * 1000;
  contents.emit('render-process-gone', {}, { reason });
}

describe('a page that died', () => {
  it('is loaded again, however often, when it does so now and then', () => {
    for (let time = 0; time < 5; time++) crash(31);
    expect(done).toEqual(Array(5).fill('reload'));
  });

  it('is replaced by a plain page after three times in a minute, and guarded anew from there', () => {
    crash(0);
    crash(20, 'oom');
    crash(20);
    expect(done).toEqual(['reload', 'reload', 'gave up', CRASHED_URL]);
    crash(1);
    expect(done.at(-1)).toBe('reload');
  });

  it('is not loaded again when its window closes', () => {
    crash(0, 'clean-exit');
    expect(done).toEqual([]);
  });
});

it('the plain page has a link back, and nothing in it that could crash', () => {
  const [, link = ''] = /<a href="([^"]+)">Load the page again<\/a>/.exec(CRASHED_PAGE) ?? [];
  expect([isPageUrl(CRASHED_URL), isPageUrl(link)]).toEqual([true, true]);
  expect(new URL(link).pathname).toBe('/index.html');
  expect(CRASHED_PAGE).not.toMatch(/<script|src=|url\(/);
  expect(CRASHED_POLICY).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
});
