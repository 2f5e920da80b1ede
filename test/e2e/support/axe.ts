import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { still } from './still.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Findings that keep people out; no rule is turned off. */
export async function findings(page: Page): Promise<string[]> {
  await still(page);
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  // What passes is counted by nobody.
  return found(page, `{ resultTypes: ['violations'] }`);
}

/** What is hit by a pointer and below 24 × 24 px, but for links in a text and what stands far enough apart (2.5.8). */
export async function smallTargets(page: Page): Promise<string[]> {
  await still(page);
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  // The rule is not among those that are asked by default.
  const small = await found(page, `{ runOnly: ['target-size'], resultTypes: ['violations'] }`);
  // The words of a command stand in its lines and are as high as these: the exception for what is inline.
  const isWord = (one: string) => one.includes('class="preview-traced"');
  // What is scrolled half out of its view is whole once it is scrolled to.
  return small.filter((one) => !isWord(one) && !one.includes('partially obscured'));
}

async function found(page: Page, options: string): Promise<string[]> {
  const run = `axe.run(document, ${options})`;
  const result = (await page.evaluate(run)) as { violations: Finding[] };
  return result.violations
    .filter((finding) => finding.impact === 'serious' || finding.impact === 'critical')
    .flatMap((finding) =>
      finding.nodes.map(
        (node) => `${finding.id}: ${node.html.slice(0, 200)}\n${node.failureSummary}`,
      ),
    );
}
