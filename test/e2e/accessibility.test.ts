import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import { drawn } from './support/still.ts';
import { button, openWindow, sample, trust, type Window, waitForStatus } from './support/window.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let window: Window;
afterEach(() => window.close());

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Findings that keep people out; no rule is turned off. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const result = (await page.evaluate('axe.run(document)')) as { violations: Finding[] };
  return result.violations
    .filter((finding) => finding.impact === 'serious' || finding.impact === 'critical')
    .flatMap((finding) =>
      finding.nodes.map(
        (node) => `${finding.id}: ${node.html.slice(0, 200)}\n${node.failureSummary}`,
      ),
    );
}

describe.skipIf(skipReason)('everyone can use', () => {
  for (const colorScheme of ['dark', 'light'] as const) {
    it(`the start page, ${colorScheme}`, async () => {
      window = await openWindow({ colorScheme });
      await window.page.getByRole('heading', { name: 'Samples' }).waitFor();
      expect(await findings(window.page)).toEqual([]);
    });

    it(`the open bundle and what stands in front of it, ${colorScheme}`, async () => {
      window = await openWindow({ path: sample('form-controls'), colorScheme });
      const { page } = window;
      await page.getByRole('grid', { name: 'Tasks' }).waitFor();
      await page.locator('.view-line').first().waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Problems' }).click();
      expect(await findings(page)).toEqual([]);
      await button(page, 'Scout').click();
      await page.getByRole('alertdialog').waitFor();
      expect(await findings(page)).toEqual([]);
      await button(page, 'Cancel').click();
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+K');
      await page.getByRole('combobox', { name: 'Type a command' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await button(page, 'Open').click();
      await page.getByRole('list', { name: 'Files and folders' }).waitFor();
      expect(await findings(page)).toEqual([]);
    });
  }

  for (const arrangement of ['TD', 'Artist'] as const)
    it(`every view after a run, ${arrangement}`, async () => {
      window = await openWindow({ path: sample('dependencies'), colorScheme: 'dark' });
      const { page, errors } = window;
      await page.getByRole('grid', { name: 'Tasks' }).waitFor();
      await button(page, 'Scout').click();
      await trust(page);
      await waitForStatus(page, 'Finished');
      await button(page, arrangement).click();
      const seen: Record<string, string[]> = {};
      const look = async (list: string, colorScheme: 'dark' | 'light') => {
        const tabs = page.getByRole('tablist', { name: list }).getByRole('tab');
        for (const tab of await tabs.all()) {
          await tab.click();
          await drawn(page);
          seen[`${colorScheme} ${await tab.textContent()}`] = await findings(page);
        }
      };
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        if (arrangement === 'TD') await look('Views of the template', colorScheme);
        await look('Tasks, problems and logs', colorScheme);
      }
      expect(Object.keys(seen).length).toBe(arrangement === 'TD' ? 24 : 18);
      expect(Object.entries(seen).filter(([, found]) => found.length > 0)).toEqual([]);
      expect(errors).toEqual([]);
    });

  it('a run that failed, with its log', async () => {
    window = await openWindow({ path: sample('failing'), colorScheme: 'light' });
    const { page } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: /^All/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('menuitem', { name: /^All/ }).click();
    await trust(page);
    await waitForStatus(page, 'Failed');
    await page.getByRole('region', { name: 'Failed' }).waitFor();
    await button(page, 'Search').click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Log' }).click();
    expect(await findings(page)).toEqual([]);
  });

  it('every control with the keyboard alone', async () => {
    window = await openWindow({ path: sample('form-controls') });
    const { page } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await page.keyboard.press('Control+2');
    const controls = (await page.evaluate(
      `[...document.querySelectorAll('.parameters [id^=parameter-]:is(input,select,textarea)')].map((one) => one.id)`,
    )) as string[];
    expect(controls.length).toBeGreaterThan(8);
    const left = new Set(controls);
    for (let i = 0; i < 60 && left.size > 0; i++) {
      left.delete(String(await page.evaluate('document.activeElement?.id ?? ""')));
      await page.keyboard.press('Tab');
    }
    expect([...left]).toEqual([]);
    await page.keyboard.press('Control+3');
    await expect
      .poll(() => page.evaluate('document.activeElement?.getAttribute("role")'))
      .toBe('grid');
    // F6 goes round all parts of the window and out of the editor, where Tab is a character.
    await page.locator('.monaco-editor').first().waitFor();
    await page.getByText('Show will run').waitFor();
    const regions = new Set<string>();
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press('F6');
      regions.add(
        String(
          await page.evaluate(
            `['.header', '.outline', '.template-editor', '.bottom', '.parameters', '.preview']
              .find((part) => document.activeElement?.closest(part)) ?? 'another part'`,
          ),
        ),
      );
    }
    for (const part of [
      '.header',
      '.outline',
      '.template-editor',
      '.bottom',
      '.parameters',
      '.preview',
    ])
      expect([...regions]).toContain(part);
  });
});
