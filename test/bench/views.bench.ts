import { closeBrowser, skipReason } from '../e2e/support/browser.ts';
import { makeBundle, openWindow } from '../e2e/support/window.ts';
import { distribution, heading, milliseconds, row } from './report.ts';

if (skipReason !== undefined) {
  row('the views', `not measured: ${skipReason}`);
  process.exit(0);
}

const STEPS = 500;

const step = (at: number): string => `- name: Step ${at}
${at < 20 ? '' : `  dependencies: [{dependsOn: Step ${at - 20}}, {dependsOn: Step ${at - 13}}]\n`}  script:
    actions:
      onRun: {command: echo, args: ["${at}"]}
`;
const text = `specificationVersion: jobtemplate-2023-09
name: Bench
steps:
${Array.from({ length: STEPS }, (_, at) => step(at)).join('')}`;

/** Opens a view by its tab; answers after how many ms what the selector names was drawn. */
const openView = (tab: string, selector: string): string => `(async () => {
  const begun = performance.now();
  [...document.querySelectorAll('[role=tab]')].find((one) => one.textContent === '${tab}').click();
  while (!document.querySelector(${JSON.stringify(selector)})) {
    if (performance.now() - begun > 10000) return Number.NaN;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  return performance.now() - begun;
})()`;

heading(`The views of a template of ${STEPS} steps`);
const graph: number[] = [];
const again: number[] = [];
const form: number[] = [];
for (let run = 0; run < 10; run++) {
  const window = await openWindow({ path: makeBundle(text) });
  const { page } = window;
  await page
    .getByText(`Step ${STEPS - 1}`)
    .first()
    .waitFor({ state: 'attached' });
  await page.waitForTimeout(1500);
  const measure = (tab: string, selector: string) => page.evaluate<number>(openView(tab, selector));
  graph.push(await measure('Graph', '.react-flow__node'));
  form.push(await measure('Form', `section[aria-label="Step ${STEPS - 1}"]`));
  again.push(await measure('Graph', '.react-flow__node'));
  await window.close();
}
row('click → the graph is drawn, its code loaded', milliseconds(distribution(graph)));
row('click → the graph is drawn again', milliseconds(distribution(again)));
row('click → the form is drawn, its code loaded', milliseconds(distribution(form)));
await closeBrowser();
