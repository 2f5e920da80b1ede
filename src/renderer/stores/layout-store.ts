import { create } from 'zustand';
import { changeSettings, useSettings } from './settings-store.ts';

const BOTTOM_TABS = [
  'tasks',
  'plan',
  'setup',
  'problems',
  'log',
  'timeline',
  'files',
  'history',
  'terminal',
] as const;
type BottomTab = (typeof BOTTOM_TABS)[number];
/** A view of the template, or another file of the bundle. */
export type CentreTab = 'graph' | 'form' | 'yaml' | `file:${string}`;
type PanelName =
  | 'left'
  | 'right'
  | 'bottom'
  | 'tasks'
  | 'plan'
  | 'setup'
  | 'files'
  | 'history'
  | 'logs';

interface LayoutState {
  /** Sizes that someone has chosen; all others follow the window. */
  readonly chosen: Partial<Readonly<Record<PanelName, number>>>;
  readonly sizes: Readonly<Record<PanelName, number>>;
  readonly bottomTab: BottomTab;
  readonly centreTab: CentreTab;
}

/**
 * Pixels, by the size of the window; `tasks`, `files` and `history` are widths of lists beside what they show, `logs` of
 * the second log.
 */
export function defaultSizes(width: number, height: number): Record<PanelName, number> {
  const between = (least: number, value: number, most: number) =>
    Math.round(Math.max(least, Math.min(most, value)));
  const left = between(176, width * 0.17, 260);
  const right = between(252, width * 0.228, 360);
  const centre = width - left - right;
  return {
    left,
    right,
    bottom: between(240, height * 0.44, 640),
    plan: between(280, centre * 0.5, 640),
    setup: between(280, centre * 0.46, 640),
    tasks: between(280, centre * 0.467, 560),
    files: between(220, centre * 0.4, 520),
    history: between(240, centre * 0.415, 560),
    logs: between(220, centre * 0.36, 720),
  };
}

function sizesOf(chosen: Partial<Record<PanelName, number>>): Record<PanelName, number> {
  // Rules that need no window are tested without one.
  const { innerWidth: width = 1280, innerHeight: height = 800 } = globalThis.window ?? {};
  return { ...defaultSizes(width, height), ...chosen };
}

const LIMITS: Record<PanelName, readonly [number, number]> = {
  left: [140, 480],
  right: [220, 640],
  bottom: [120, 1600],
  plan: [240, 1600],
  setup: [240, 1600],
  tasks: [240, 1600],
  files: [220, 1600],
  history: [240, 1600],
  logs: [200, 1600],
};

export const useLayout = create<LayoutState>()(() => ({
  chosen: {},
  sizes: sizesOf({}),
  bottomTab: 'tasks',
  centreTab: 'yaml',
}));

export function tabOfFile(path: string): CentreTab {
  return `file:${path}`;
}

/** The file that a tab shows; undefined for the template's views. */
export function fileOfTab(tab: CentreTab): string | undefined {
  return tab.startsWith('file:') ? tab.slice('file:'.length) : undefined;
}

/** Which view of the template, or which file, stands in the middle. */
export function showCentreTab(centreTab: CentreTab): void {
  useLayout.setState({ centreTab });
}

export function showBottomTab(bottomTab: BottomTab): void {
  useLayout.setState({ bottomTab });
  keepSoon();
}

let keeping: ReturnType<typeof setTimeout> | undefined;

/** Keeps the layout for the next start, once it has calmed down. */
function keepSoon(): void {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    const { chosen: sizes, bottomTab } = useLayout.getState();
    changeSettings({ layout: { ...useSettings.getState().layout, sizes, bottomTab } });
  }, 500);
}

export function resizePanel(name: PanelName, size: number): void {
  const [least, most] = LIMITS[name];
  const bounded = Math.round(Math.max(least, Math.min(most, size)));
  choose({ ...useLayout.getState().chosen, [name]: bounded });
  keepSoon();
}

/** Back to what fits the window. */
export function resetPanel(name: PanelName): void {
  const { [name]: _given, ...chosen } = useLayout.getState().chosen;
  choose(chosen);
  keepSoon();
}

function choose(chosen: LayoutState['chosen']): void {
  useLayout.setState({ chosen, sizes: sizesOf(chosen) });
}

globalThis.window?.addEventListener('resize', () => choose(useLayout.getState().chosen));

/** Takes over what was kept: the tab below and the sizes that were chosen. */
export function restoreLayout(): void {
  const { sizes: kept, bottomTab: keptTab } = useSettings.getState().layout;
  const bottomTab = BOTTOM_TABS.find((tab) => tab === keptTab);
  // A terminal has to be opened; it is none to begin with.
  if (bottomTab !== undefined && bottomTab !== 'terminal') useLayout.setState({ bottomTab });
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return;
  const chosen: Partial<Record<PanelName, number>> = {};
  for (const name of Object.keys(LIMITS) as PanelName[]) {
    const size = kept[name];
    if (typeof size === 'number')
      chosen[name] = Math.max(LIMITS[name][0], Math.min(LIMITS[name][1], size));
  }
  choose(chosen);
}
