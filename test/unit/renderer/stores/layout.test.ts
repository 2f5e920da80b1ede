import { afterEach, describe, expect, it } from 'vitest';
import {
  defaultSizes,
  resetPanel,
  resizePanel,
  restoreLayout,
  useLayout,
} from '../../../../src/renderer/stores/layout-store.ts';
import { useSettings } from '../../../../src/renderer/stores/settings-store.ts';

afterEach(() => {
  for (const name of ['left', 'tasks'] as const) resetPanel(name);
});

describe('the layout', () => {
  it('leaves the template and the log room in windows of every size', () => {
    for (const [width, height] of [
      [1024, 700],
      [1280, 800],
      [1920, 1080],
      [3840, 2160],
    ] as const) {
      const { left, right, bottom, tasks } = defaultSizes(width, height);
      const centre = width - left - right;
      expect([width, centre >= width * 0.55, centre - tasks >= 300]).toEqual([width, true, true]);
      expect(bottom).toBeLessThan(height / 2);
    }
  });

  it('keeps what was chosen, and only that: everything else follows the window', () => {
    resizePanel('left', 300);
    expect(useLayout.getState().chosen).toEqual({ left: 300 });
    expect(useLayout.getState().sizes.left).toBe(300);
    resizePanel('left', 9999);
    expect(useLayout.getState().sizes.left).toBe(480);
    resetPanel('left');
    expect(useLayout.getState().chosen).toEqual({});
    expect(useLayout.getState().sizes).toEqual(defaultSizes(1280, 800));
  });

  it('takes over what was kept where it can be', () => {
    useSettings.setState({ layout: { sizes: { tasks: 400, left: 'wide', nonsense: 3 } } });
    restoreLayout();
    expect(useLayout.getState().chosen).toEqual({ tasks: 400 });
  });
});
