import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPictures,
  makeBundle,
  openWindow,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
extensions: [TASK_CHUNKING]
name: Chunked
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: "CHUNK[INT]", range: "1-95", chunks: { defaultTaskCount: 10, targetRuntimeSeconds: 60, rangeConstraint: CONTIGUOUS } }
        - { name: Layer, type: STRING, range: [beauty, matte] }
    script:
      actions:
        onRun: { command: sh, args: ["-c", "echo {{Task.Param.Frame}}; [ {{Task.Param.Layer}} = beauty ]"] }
`;

describe.skipIf(skipReason)('the map of tasks', () => {
  it('says what its colours, corners and cells are, also of chunks that are sized while they run', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE) });
    const { page } = window;
    await page.getByText('20 tasks', { exact: true }).waitFor();
    await page.getByText('10 frames × 2 layers in chunks of Frame, an estimate').waitFor();
    const legend = page.locator('.map-legend');
    await expect
      .poll(() => legend.innerText())
      .toBe('first, middle, last\nA cell: a chunk of up to 10 frames, an estimate');
    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: 'All 20 tasks' }).click();
    await trust(page);
    await waitForStatus(page, 'Failed');

    // The run went in chunks of other sizes; a cell tells of its own values.
    await expect.poll(() => legend.innerText()).toMatch(/^failed\ndone\nfirst, middle, last/);
    const map = page.getByRole('img', { name: /^Map of tasks by Frame and Layer/ });
    await expect.poll(() => map.getAttribute('aria-label')).toMatch(/10 failed, 10 done$/);

    // A click on the map is a click on the task.
    const box = await map.boundingBox();
    await map.click({ position: { x: (box?.width ?? 0) - 4, y: (box?.height ?? 0) - 4 } });
    const chosen = page.locator('.task-row[aria-selected=true]');
    await expect.poll(() => chosen.innerText()).toMatch(/^20\n91-95\nmatte\nfailed/);
    await expect
      .poll(() => chosen.getByRole('img', { name: 'Last task, part of a scout' }).count())
      .toBe(1);

    await button(page, 'State: axes and colours of the map').click();
    await page.getByRole('menuitem', { name: 'Time' }).click();
    await expect.poll(() => legend.innerText()).toMatch(/^shorter\n[\d.]+ m?s/);
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'task-map-time');
  });

  it('holds a trillion tasks: a cell says how many it is, and has the colour of those that ran', async () => {
    window = await openWindow({
      path: makeBundle(`specificationVersion: jobtemplate-2023-09
name: Trillion
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: "1-1000000" }
        - { name: Tile, type: INT, range: "1-500000" }
        - { name: Layer, type: STRING, range: [beauty, matte] }
    script:
      actions:
        onRun: { command: sh, args: ["-c", "[ {{Task.Param.Frame}} != 1000000 ]"] }
`),
    });
    const { page, errors } = window;
    await page.getByText('1,000,000,000,000 tasks', { exact: true }).waitFor();
    const legend = page.locator('.map-legend');
    await expect
      .poll(() => legend.innerText())
      .toMatch(/A cell: up to [\d,]{11,} tasks\s+coloured by those that ran$/);
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Failed');
    const map = page.getByRole('img', { name: /^Map of tasks by Frame and Tile/ });
    await expect.poll(() => map.getAttribute('aria-label')).toMatch(/1 failed, 2 done$/);

    const box = await map.boundingBox();
    const [width, height] = [box?.width ?? 0, box?.height ?? 0];
    const chosen = page.locator('.task-row[aria-selected=true]');
    await map.click({ position: { x: width - 4, y: height - 4 } });
    await expect
      .poll(() => chosen.innerText())
      .toMatch(/^1,000,000,000,000\n1000000\n500000\nmatte\nfailed/);
    // Where nothing ran it is the first of the cell's tasks.
    await map.click({ position: { x: 2, y: height - 4 } });
    await expect.poll(() => chosen.innerText()).toMatch(/^[\d,]+\n1\n\d+\nbeauty/);
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'task-map-trillion');
    expect(errors).toEqual([]);
  });
});
