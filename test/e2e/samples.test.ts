import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import {
  button,
  openWindow,
  runAll,
  sample,
  status,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window | undefined;
afterEach(async () => {
  await window?.close();
  window = undefined;
});

/** How each sample ends on a machine with a shell and Python, and values that keep it short. */
const SAMPLES: Record<string, { ends: 'Finished' | 'Failed'; values?: Record<string, string> }> = {
  turntable: { ends: 'Finished', values: { Frames: '1-2', Quality: '1' } },
  'form-controls': { ends: 'Finished' },
  environments: { ends: 'Finished' },
  'path-mapping': { ends: 'Finished' },
  dependencies: { ends: 'Finished', values: { 'Number of tiles': '2' } },
  failing: { ends: 'Failed' },
  expressions: { ends: 'Finished' },
  'blender-render': { ends: 'Failed' },
};

describe.skipIf(skipReason)('the samples run by click', () => {
  it('names every sample there is', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(readdirSync(sample('.')).sort());
  });

  it.each(Object.keys(SAMPLES))(
    '%s, on a terminal and through pipes',
    async (name) => {
      const { ends, values = {} } = SAMPLES[name] as (typeof SAMPLES)[string];
      window = await openWindow({ path: sample(name) });
      const { page, errors } = window;
      await page.getByRole('grid', { name: 'Tasks' }).waitFor();
      for (const [label, value] of Object.entries(values)) {
        const field = page.getByRole('region', { name: 'Parameters' }).getByLabel(label, {
          exact: true,
        });
        await field.fill(value);
        await field.press('Tab');
      }
      for (const kind of ['terminal', 'pipe']) {
        if (kind === 'pipe') {
          await button(page, 'Run').click();
          await page.getByText('Through pipes').click();
        }
        await runAll(page);
        if (kind === 'terminal') await trust(page);
        // The second run ends as the first one did: which one is told of is seen by its kind.
        await status(page)
          .getByText(kind === 'terminal' ? 'in a terminal' : 'by pipe')
          .waitFor();
        await waitForStatus(page, ends);
      }
      expect(errors).toEqual([]);
    },
    120_000,
  );
});
