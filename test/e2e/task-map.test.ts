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
    expect(await legend.innerText()).toBe(
      'first, middle, last\nA cell: a chunk of up to 10 frames, an estimate',
    );
    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: 'All 20 tasks' }).click();
    await trust(page);
    await waitForStatus(page, 'Failed');

    // The run went in chunks of other sizes; a cell tells of its own values.
    await expect.poll(() => legend.innerText()).toMatch(/^failed\ndone\nfirst, middle, last/);
    const map = page.getByRole('img', { name: /^Map of tasks by Frame and Layer/ });
    expect(await map.getAttribute('aria-label')).toMatch(/10 failed, 10 done$/);

    // A click on the map is a click on the task.
    const box = await map.boundingBox();
    await map.click({ position: { x: (box?.width ?? 0) - 4, y: (box?.height ?? 0) - 4 } });
    const chosen = page.locator('.task-row[aria-selected=true]');
    await expect.poll(() => chosen.innerText()).toMatch(/^20\n91-95\nmatte\nfailed/);
    expect(await chosen.getByRole('img', { name: 'Last task, part of a scout' }).count()).toBe(1);

    await button(page, 'State: axes and colours of the map').click();
    await page.getByRole('menuitem', { name: 'Time' }).click();
    await expect.poll(() => legend.innerText()).toMatch(/^shorter\n[\d.]+ m?s/);
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'task-map-time');
  });
});
