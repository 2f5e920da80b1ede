import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  makeBundle,
  openWindow,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Signed
steps:
- name: Only
  script: {actions: {onRun: {command: echo, args: [hello]}}}
`;

describe.skipIf(skipReason)('signed bundles', () => {
  it('are the only ones that run where the policy says so; one is signed here, and is refused once it changed', async () => {
    const keys = mkdtempSync(join(tmpdir(), 'jobwright-keys-'));
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    writeFileSync(join(keys, 'studio.pem'), privateKey);
    writeFileSync(join(keys, 'studio.pub'), publicKey);
    const root = makeBundle(TEMPLATE, { 'notes.txt': 'as signed' });
    window = await openWindow({ path: root, colorScheme: 'dark' });
    const { page } = window;
    const choose = async (name: RegExp) => {
      await button(page, 'Restricted').click();
      await page.getByRole('menuitem', { name }).click();
    };

    // Whose signatures count, and what follows without one.
    await choose(/Trusted signers/);
    const signers = page.getByRole('dialog', { name: 'Trusted signers' });
    await signers.getByText('Nobody yet.').waitFor();
    await signers.getByLabel('Name').fill('Studio');
    await signers.getByLabel('Public key', { exact: true }).fill(join(keys, 'studio.pem'));
    await page.keyboard.press('Enter');
    await signers.getByText('This is a private key.').waitFor();
    await signers.getByLabel('Public key', { exact: true }).fill(join(keys, 'studio.pub'));
    await page.keyboard.press('Enter');
    await signers.getByRole('list').getByText('Studio').waitFor();
    await signers.getByRole('radio', { name: 'Refuse to run it' }).check();
    expect(await findings(page)).toEqual([]);
    await keepPicture(page, 'trusted-signers-dark');
    await signers.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('button', { name: /^Scout/ }).click();
    await page.getByText('only signed bundles run here. It is not signed.').waitFor();

    await choose(/Sign this bundle/);
    const sign = page.getByRole('dialog', { name: 'Sign this bundle' });
    await sign.getByLabel('Private key', { exact: true }).fill(join(keys, 'studio.pem'));
    expect(await findings(page)).toEqual([]);
    await sign.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByText('2 files signed:').waitFor();

    // Its commands are shown with who vouches for them.
    await page.getByRole('button', { name: /^Scout/ }).click();
    const sheet = page.getByRole('alertdialog');
    await sheet.getByText('Signed by Studio, and unchanged since.').waitFor();
    await keepPicture(page, 'signed-bundle-dark');
    await sheet.getByRole('button', { name: 'Trust and run' }).click();
    await waitForStatus(page, 'Finished');
    await expect.poll(() => page.getByText('It is not signed.').count()).toBe(0);

    writeFileSync(join(root, 'notes.txt'), 'changed since');
    await page.getByRole('button', { name: /^Scout/ }).click();
    await page.getByText('something changed since they were signed').waitFor();
    expect(window.errors).toEqual([]);
  });
});
