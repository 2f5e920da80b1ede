import type { Page } from 'playwright-core';
import { closeBrowser, launchBrowser, skipReason } from '../e2e/support/browser.ts';
import { startServer } from '../e2e/support/server.ts';
import {
  button,
  makeBundle,
  openWindow,
  sample,
  trust,
  waitForStatus,
} from '../e2e/support/window.ts';
import { distribution, heading, milliseconds, row } from './report.ts';

if (skipReason !== undefined) {
  row('the window', `not measured: ${skipReason}`);
  process.exit(0);
}

const job = (
  command: string,
  frames: string,
  more = '',
): string => `specificationVersion: jobtemplate-2023-09
name: Bench
steps:
- name: Step
  parameterSpace:
    taskParameterDefinitions:
    - {name: A, type: INT, range: "${frames}"}
${more}  script:
    actions:
      onRun: {command: sh, args: [-c, "${command}"]}
`;

// What runs in the page is text: the tests are checked without the types of a page.
const COLLECT_TASKS = `
  window.benchTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.benchTasks.push(entry.duration);
  }).observe({ type: 'longtask' });
`;

/** Clicks Scout; answers after how many ms the run and its first output were shown. */
const CLICK_SCOUT = `(async () => {
  const find = (name) => document.querySelector('button[aria-label="' + name + '"]');
  const log = () => document.querySelector('[role=log]')?.textContent ?? '';
  const begun = performance.now();
  find('Scout')?.click();
  const until = async (reached) => {
    while (!reached()) {
      if (performance.now() - begun > 5000) return Number.NaN;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - begun;
  };
  const running = await until(
    () => !log().includes('hello') || find('Stop')?.hasAttribute('disabled') === false,
  );
  return { running, output: await until(() => log().includes('hello')) };
})()`;

/** Types a text into the search field at once; answers after how many ms its count is shown. */
const searchFor = (text: string) => `(async () => {
  const field = document.querySelector('.log-search input');
  const count = () => document.querySelector('.log-count')?.textContent ?? '';
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(text)});
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const begun = performance.now();
  let searching = false;
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (count() === '…') searching = true;
    else if (searching) return performance.now() - begun;
    if (performance.now() - begun > 10_000) return Number.NaN;
  }
})()`;

/** As {@link searchFor} with only matching lines shown; until nothing else is in view. */
const filterBy = (text: string) => `(async () => {
  const wanted = ${JSON.stringify(text)};
  const field = document.querySelector('.log-search input');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, wanted);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const begun = performance.now();
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const rows = [...document.querySelectorAll('[role=log] .log-row')];
    const texts = rows.map((row) => row.textContent).filter((text) => text !== '');
    const counted = !document.querySelector('.log-count').textContent.includes('…');
    if (counted && texts.length > 0 && texts.every((text) => text.includes(wanted)))
      return performance.now() - begun;
    if (performance.now() - begun > 10_000) return Number.NaN;
  }
})()`;

/** Clicks on "Open log"; answers after how many ms a line is in view. */
const openLog = (line: string) => `(async () => {
  const begun = performance.now();
  [...document.querySelectorAll('button')].find((one) => one.textContent === 'Open log').click();
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const texts = [...document.querySelectorAll('[role=log] .log-text')];
    if (texts.some((one) => one.textContent === ${JSON.stringify(line)}))
      return performance.now() - begun;
    if (performance.now() - begun > 10_000) return Number.NaN;
  }
})()`;

/**
 * Has the page itself note when something is first so, by the wall clock: a test that waits for it from outside
 * looks only every half second in the end.
 */
const noteWhen = (isSo: string) => `(() => {
  const look = () => {
    if (${isSo}) window.benchShown = performance.timeOrigin + performance.now();
    else requestAnimationFrame(look);
  };
  look();
})()`;
const clock = () => performance.timeOrigin + performance.now();

const lineInView = (line: string): string =>
  `[...document.querySelectorAll('[role=log] .log-text')].some((one) => one.textContent === '${line}')`;

/** When what {@link noteWhen} waits for was so. */
const shownAt = (page: Page): Promise<number> =>
  page.evaluate<number>(`(async () => {
    const begun = performance.now();
    while (window.benchShown === undefined && performance.now() - begun < 60000)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return window.benchShown ?? Number.NaN;
  })()`);

/** The line by which the logs of two runs can be told apart. */
async function lastLine(page: Page): Promise<string> {
  await page.getByRole('tab', { name: 'Log' }).click();
  return (
    (await page
      .getByRole('log')
      .getByText(/^last \d+$/)
      .textContent()) ?? ''
  );
}

/** Starts to collect the page's tasks over 50 ms. */
async function watchTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(COLLECT_TASKS);
  return () => page.evaluate<number[]>('window.benchTasks');
}

/** Bytes of the page's heap after a collection, with what its workers and documents hold besides. */
async function pageMemory(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await client.send('Runtime.getHeapUsage')) as { usedSize: number };
  await client.detach();
  return usedSize;
}

heading('The window');
{
  const times = { server: [], browser: [], page: [], all: [] } as Record<string, number[]>;
  for (let run = 0; run < 11; run++) {
    const begun = clock();
    // As people start it: the built program, not its sources.
    const server = await startServer(sample('turntable'), undefined, 'bin/jobwright.cjs');
    const served = clock();
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(
      noteWhen(`document.querySelector('.tasks-count')?.textContent.includes('480 tasks')`),
    );
    const launched = clock();
    await page.goto(server.url);
    const shown = await shownAt(page);
    await browser.close();
    await server.stop();
    if (run === 0) continue;
    times.server?.push(served - begun);
    times.browser?.push(launched - served);
    times.page?.push(shown - launched);
    times.all?.push(shown - begun);
  }
  const told = (name: string) => milliseconds(distribution(times[name] ?? []));
  row('cold start: the server answers', told('server'));
  row('cold start: the browser is up', told('browser'));
  row('cold start: address entered → 480 tasks shown', told('page'));
  row('cold start: all three', told('all'));
}

{
  const window = await openWindow({ path: makeBundle(job('echo hello', '1-1')) });
  const { page } = window;
  await page.getByText('1 task', { exact: true }).waitFor();
  await button(page, 'Scout').click();
  await trust(page);
  await waitForStatus(page, 'Finished');
  const shown: number[] = [];
  const output: number[] = [];
  for (let run = 0; run < 15; run++) {
    const times = await page.evaluate<{ running: number; output: number }>(CLICK_SCOUT);
    shown.push(times.running);
    output.push(times.output);
    await waitForStatus(page, 'Finished');
    await page.waitForTimeout(150);
  }
  row('click on Scout → the run is shown', milliseconds(distribution(shown)));
  row('click on Scout → first output is shown', milliseconds(distribution(output)));
  await window.close();
}

{
  const lines = 1_000_000;
  const window = await openWindow({ path: makeBundle(job(`seq 1 ${lines}; echo last $$`, '1-1')) });
  const { page } = window;
  await page.getByText('1 task', { exact: true }).waitFor();
  await button(page, 'Scout').click();
  const tasks = await watchTasks(page);
  const before = await pageMemory(page);
  await page.evaluate(noteWhen(lineInView(String(lines))));
  const begun = clock();
  await trust(page);
  const seconds = ((await shownAt(page)) - begun) / 1000;
  const long = await tasks();
  row(
    '1,000,000 lines: agreed → the last one is shown',
    `${seconds.toFixed(2)} s`,
    `tasks over 50 ms: ${long.length}${long.length > 0 ? `, longest ${Math.round(Math.max(...long))} ms` : ''}; heap ${Math.round((await pageMemory(page)) / 2 ** 20)} MB (before ${Math.round(before / 2 ** 20)})`,
  );
  await waitForStatus(page, 'Finished');
  await page.getByRole('button', { name: 'Search' }).click();
  for (const [what, wanted] of [
    ['with one match', (run: number) => String(900_001 + run * 11)],
    ['with none', (run: number) => `absent ${run}`],
    ['with matches in most lines', (run: number) => String(run + 1)],
  ] as const) {
    const search: number[] = [];
    for (let run = 0; run < 8; run++)
      search.push(await page.evaluate<number>(searchFor(wanted(run))));
    row(`exact search in them ${what}, from the last key`, milliseconds(distribution(search)));
  }
  await page.getByText('Only matching').click();
  for (const [what, wanted] of [
    ['few', (run: number) => String(99_989 + run)],
    ['half of them', (run: number) => String(run)],
  ] as const) {
    const filtered: number[] = [];
    for (let run = 1; run < 9; run++)
      filtered.push(await page.evaluate<number>(filterBy(wanted(run))));
    row(`only matching lines (${what}), from the last key`, milliseconds(distribution(filtered)));
  }
  await page.getByRole('button', { name: 'Show all' }).click();
  const opened: number[] = [];
  await page.addInitScript(noteWhen(lineInView(String(lines))));
  for (let run = 0; run < 10; run++) {
    const started = clock();
    await page.reload();
    opened.push((await shownAt(page)) - started);
  }
  row('page reloaded → the log of a million lines is shown', milliseconds(distribution(opened)));
  await waitForStatus(page, 'Finished');
  const ends = [await lastLine(page)];
  await button(page, 'Scout').click();
  await waitForStatus(page, 'Running');
  await waitForStatus(page, 'Finished');
  ends.unshift(await lastLine(page));
  const past: number[] = [];
  for (let run = 0; run < 8; run++) {
    // The two runs in turns, the older one first.
    const at = (run + 1) % 2;
    await page.getByRole('tab', { name: 'History' }).click();
    await page
      .getByRole('grid', { name: 'Runs' })
      .getByRole('row')
      .nth(at + 1)
      .click();
    await button(page, 'Open log').waitFor();
    past.push(await page.evaluate<number>(openLog(ends[at] ?? '')));
  }
  row('click on a run of the history → its last line is shown', milliseconds(distribution(past)));
  await window.close();
}

{
  const window = await openWindow({
    path: makeBundle(
      `${job('true', '1-1000', '    - {name: B, type: INT, range: 1-1000}\n')}- name: Small
  parameterSpace:
    taskParameterDefinitions:
    - {name: A, type: INT, range: 1-3}
    - {name: B, type: INT, range: 1-4}
  script: {actions: {onRun: {command: "true"}}}
`,
    ),
  });
  const { page } = window;
  await page.addInitScript(
    noteWhen(
      `document.querySelector('.task-map canvas') !== null && document.body.dataset.appState === 'ready'`,
    ),
  );
  const map: number[] = [];
  for (let run = 0; run < 8; run++) {
    await page.reload();
    map.push((await shownAt(page)) - (await page.evaluate<number>('performance.timeOrigin')));
  }
  row('page loaded → a map of 1000 × 1000 tasks is shown', milliseconds(distribution(map)));
  // The map alone: another step is chosen, in a page that has long been there.
  const shown = (step: string) => `(async () => {
    const before = document.querySelector('.task-map canvas')?.getAttribute('aria-label');
    const begun = performance.now();
    [...document.querySelectorAll('.outline button')]
      .find((one) => one.textContent.startsWith('${step}'))
      .click();
    const isDrawn = () => {
      const label = document.querySelector('.task-map canvas')?.getAttribute('aria-label') ?? '';
      // Its cells are counted in it once they are drawn.
      return label !== before && /\\d/.test(label);
    };
    while (!isDrawn()) {
      if (performance.now() - begun > 10000) return Number.NaN;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    return performance.now() - begun;
  })()`;
  const alone: number[] = [];
  for (let run = 0; run < 10; run++) {
    await page.evaluate(shown('Small'));
    alone.push(await page.evaluate<number>(shown('Step')));
  }
  row('click on a step → its map of 1000 × 1000 tasks is shown', milliseconds(distribution(alone)));
  await window.close();
}

await closeBrowser();
