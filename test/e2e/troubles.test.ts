import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import { makeBundle, openWindow, type Window } from './support/window.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Quiet
steps:
  - name: Wait
    script:
      actions:
        onRun: { command: echo, args: [over] }
`;

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('troubles with the application’s own files', () => {
  it('are said in the window, with the path, until they are closed', async () => {
    const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
    mkdirSync(join(home, 'history'));
    writeFileSync(join(home, 'history', 'history.db'), 'no database '.repeat(900));
    writeFileSync(join(home, 'trust.json'), '{"half');
    writeFileSync(join(home, 'settings.json'), '{"half');
    window = await openWindow({ path: makeBundle(TEMPLATE), home });
    const { page } = window;
    const notices = page.getByRole('region', { name: 'Messages' }).getByRole('alert');
    const words = [
      /^The history of runs could not be read: .* is now .*history\.db\.damaged-/,
      /^Your settings could not be read: .* is now .*settings\.json\.damaged\. The defaults/,
      /^What you have trusted could not be read: .* is now .*trust\.json\.damaged\. You are asked/,
    ];
    for (const said of words) await notices.filter({ hasText: said }).waitFor();
    expect(await notices.count()).toBe(3);
    const settings = notices.filter({ hasText: words[1] as RegExp });
    await settings.getByRole('button').click();
    await settings.waitFor({ state: 'detached' });
    expect(await notices.count()).toBe(2);
  });
});
