import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Window } from './window.ts';

/** Pictures of what failed. */
export const EVIDENCE = join(import.meta.dirname, '../../../test-output/e2e');
/** Characters of the page's content: enough to see what was in front, not a log of its own. */
const MOST = 8000;

/** A picture in `test-output`, and in words what was on the screen, in the console and said by the server. */
export async function keepEvidence(window: Window, name: string): Promise<void> {
  const pages = window.page.context().pages();
  for (const [at, page] of pages.entries()) {
    const title = `${name}${pages.length > 1 ? ` page ${at + 1}` : ''}`;
    const picture = join(EVIDENCE, `${title.replaceAll(/[^\w.-]+/g, '-').slice(0, 150)}.png`);
    mkdirSync(EVIDENCE, { recursive: true });
    const kept = await page.screenshot({ path: picture, timeout: 10_000 }).then(
      () => picture,
      (error: unknown) => `none: ${String(error)}`,
    );
    console.error(
      [`--- ${title}`, `picture: ${kept}`, `address: ${page.url()}`, await inWords(page)].join(
        '\n',
      ),
    );
  }
  console.error(
    ['--- console', ...window.console, '--- server', window.server.output(), '---'].join('\n'),
  );
}

async function inWords(page: Page): Promise<string> {
  try {
    const focus = await page.evaluate(
      `(() => { const { tagName, ariaLabel, className, textContent } = document.activeElement;
        return [tagName, ariaLabel ?? '', className, textContent.slice(0, 80)].join(' '); })()`,
    );
    const content = await page.locator('body').ariaSnapshot({ timeout: 10_000 });
    return `focus: ${String(focus)}\n${content.slice(0, MOST)}`;
  } catch (error) {
    return `The page does not answer: ${String(error)}`;
  }
}
