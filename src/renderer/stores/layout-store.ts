import { create } from 'zustand';
import { changeSettings, useSettings } from './settings-store.ts';

export type BottomTab = 'tasks' | 'problems' | 'log';
export type PanelName = 'left' | 'right' | 'bottom' | 'tasks';

interface LayoutState {
  readonly sizes: Readonly<Record<PanelName, number>>;
  readonly bottomTab: BottomTab;
}

/** Pixels; `tasks` is the width of the table beside the log. */
const DEFAULTS: Record<PanelName, number> = { left: 216, right: 292, bottom: 352, tasks: 360 };
const LIMITS: Record<PanelName, readonly [number, number]> = {
  left: [140, 480],
  right: [220, 640],
  bottom: [120, 1600],
  tasks: [240, 1600],
};

export const useLayout = create<LayoutState>()(() => ({ sizes: DEFAULTS, bottomTab: 'tasks' }));

export function showBottomTab(bottomTab: BottomTab): void {
  useLayout.setState({ bottomTab });
}

let keeping: ReturnType<typeof setTimeout> | undefined;

export function resizePanel(name: PanelName, size: number): void {
  const [least, most] = LIMITS[name];
  const bounded = Math.round(Math.max(least, Math.min(most, size)));
  const sizes = { ...useLayout.getState().sizes, [name]: bounded };
  useLayout.setState({ sizes });
  clearTimeout(keeping);
  keeping = setTimeout(
    () => changeSettings({ layout: { ...useSettings.getState().layout, sizes } }),
    500,
  );
}

export function resetPanel(name: PanelName): void {
  resizePanel(name, DEFAULTS[name]);
}

/** Takes over the sizes that were kept. */
export function restoreLayout(): void {
  const kept = useSettings.getState().layout.sizes;
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return;
  const sizes = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS) as PanelName[]) {
    const size = kept[name];
    if (typeof size === 'number')
      sizes[name] = Math.max(LIMITS[name][0], Math.min(LIMITS[name][1], size));
  }
  useLayout.setState({ sizes });
}
