import { userInfo } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import { makeBundle, openWindow, type Window } from './support/window.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Plain
steps:
  - name: Say
    script: { actions: { onRun: { command: id } } }
`;

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('the user as whom actions run', () => {
  it('is taken only where they can run as that user, and can be given up again', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE) });
    const { page } = window;
    const choose = async (name: string | RegExp) => {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await choose(/Another user/);
    const field = page.getByRole('textbox', { name: 'User, or user:group' });
    await field.fill('no-such-user');
    await field.press('Enter');
    await page.getByText('There is no user "no-such-user" on this machine.').waitFor();
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    // The one we are is always possible.
    const own = userInfo().username;
    await field.fill(own);
    await page.getByRole('button', { name: 'Use', exact: true }).click();
    await field.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${own}`) }).waitFor();
    const terminal = page.getByRole('menuitem', { name: /In a terminal/ });
    await expect.poll(() => terminal.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('menuitem', { name: /^You/ }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(() => terminal.getAttribute('aria-disabled')).not.toBe('true');
    expect(window.errors).toEqual([]);
  });
});
