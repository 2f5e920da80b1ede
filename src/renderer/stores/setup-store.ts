import { create } from 'zustand';
import type {
  BundleSetup,
  EnvironmentLayer,
  PathMappingRule,
  Preset,
} from '../../shared/protocol/setup.ts';
import { backend, failureText } from '../backend/backend.ts';
import { useDocument } from './document-store.ts';

/** An environment template that is layered on the job. */
export interface Layer {
  readonly path: string;
  readonly enabled: boolean;
  /** Undefined until it has been read. */
  readonly text: string | undefined;
  /** The text is that of a past run and not what the disk has. */
  readonly pinned: boolean;
  /** Why it cannot be read. */
  readonly failure?: string;
}

interface SetupState {
  /** In the order in which they are entered. */
  readonly layers: readonly Layer[];
  readonly rules: readonly PathMappingRule[];
  readonly presets: readonly Preset[];
  readonly recentValues: BundleSetup['recentValues'];
  /** The layer whose text is shown, and the line that is marked. */
  readonly shownLayer: { readonly path: string; readonly line: number } | undefined;
}

const EMPTY: SetupState = {
  layers: [],
  rules: [],
  presets: [],
  recentValues: {},
  shownLayer: undefined,
};

let waiting: { root: string; setup: Partial<BundleSetup> } | undefined;
let keeping: ReturnType<typeof setTimeout> | undefined;

/** What belongs to a bundle on this machine and not to its files. */
export const useSetup = create<SetupState>()(() => EMPTY);

// Another bundle begins with what was kept of it, before anything asks for its job.
useDocument.subscribe(({ bundle }, before) => {
  if (bundle?.template.path === before.bundle?.template.path) return;
  flush();
  if (!bundle) {
    useSetup.setState(EMPTY);
    return;
  }
  const { environments, pathMappingRules: rules, presets, recentValues } = bundle.setup;
  useSetup.setState({ ...EMPTY, layers: environments.map(fromKept), rules, presets, recentValues });
  void readLayers();
});

function fromKept({ path, enabled, text }: EnvironmentLayer): Layer {
  return { path, enabled, text, pinned: text !== undefined };
}

/**
 * The layers that are switched on, with their texts; undefined while one is still being read. One that
 * cannot be read is empty, which no environment template is: the job is not made without it.
 */
export function activeEnvironments():
  | readonly { readonly path: string; readonly text: string }[]
  | undefined {
  const active: { path: string; text: string }[] = [];
  for (const { path, enabled, text, failure } of useSetup.getState().layers) {
    if (!enabled) continue;
    if (text === undefined && failure === undefined) return undefined;
    active.push({ path, text: text ?? '' });
  }
  return active;
}

/** A rule with an empty path maps nothing; it is being written. */
export function isComplete(rule: PathMappingRule): boolean {
  return rule.sourcePath !== '' && rule.destinationPath !== '';
}

export function activeRules(): PathMappingRule[] {
  return useSetup.getState().rules.filter(isComplete);
}

export function addLayer(path: string): void {
  const { layers } = useSetup.getState();
  if (layers.some((layer) => layer.path === path)) setLayer(path, { enabled: true });
  else changeLayers([...layers, { path, enabled: true, text: undefined, pinned: false }]);
  void readLayers();
}

export function removeLayer(path: string): void {
  changeLayers(useSetup.getState().layers.filter((layer) => layer.path !== path));
}

export function moveLayer(path: string, by: 1 | -1): void {
  const layers = [...useSetup.getState().layers];
  const at = layers.findIndex((layer) => layer.path === path);
  const [moved] = layers.splice(at, 1);
  if (at < 0 || !moved || at + by < 0 || at + by > layers.length) return;
  layers.splice(at + by, 0, moved);
  changeLayers(layers);
}

export function setLayer(path: string, change: Partial<Pick<Layer, 'enabled'>>): void {
  changeLayers(
    useSetup
      .getState()
      .layers.map((layer) => (layer.path === path ? { ...layer, ...change } : layer)),
  );
}

/** Takes what the disk has in place of a past run's text. */
export function unpinLayer(path: string): void {
  changeLayers(
    useSetup
      .getState()
      .layers.map((layer) =>
        layer.path === path ? { ...layer, pinned: false, text: undefined } : layer,
      ),
  );
  void readLayers();
}

export function setRules(rules: readonly PathMappingRule[]): void {
  useSetup.setState({ rules });
  keep({ pathMappingRules: [...rules] });
}

export function setPresets(presets: readonly Preset[]): void {
  useSetup.setState({ presets });
  keep({ presets: [...presets] });
}

export function setRecentValues(recentValues: BundleSetup['recentValues']): void {
  useSetup.setState({ recentValues });
  keep({ recentValues });
}

/** The layers and rules of a past run; texts that the disk does not have any more are kept as they were. */
export async function putRunSetup(
  environments: readonly { readonly path: string; readonly text: string }[],
  rules: readonly PathMappingRule[],
): Promise<void> {
  const { layers } = useSetup.getState();
  const others = layers
    .filter((layer) => !environments.some(({ path }) => path === layer.path))
    .map((layer) => ({ ...layer, enabled: false }));
  const restored = await Promise.all(
    environments.map(async ({ path, text }): Promise<Layer> => {
      const now = await backend.call('file.watch', { path }).catch(() => undefined);
      return { path, enabled: true, text, pinned: now?.text !== text };
    }),
  );
  changeLayers([...restored, ...others]);
  setRules(rules);
}

/** What is there to go back to before a past run's set-up is put in its place. */
export function takeSetup(): Pick<SetupState, 'layers' | 'rules'> {
  const { layers, rules } = useSetup.getState();
  return { layers, rules };
}

export function putSetup({ layers, rules }: Pick<SetupState, 'layers' | 'rules'>): void {
  changeLayers(layers);
  setRules(rules);
}

function changeLayers(layers: readonly Layer[]): void {
  useSetup.setState({ layers });
  keep({
    environments: layers.map(({ path, enabled, text, pinned }) => ({
      path,
      enabled,
      ...(pinned && text !== undefined ? { text } : {}),
    })),
  });
}

/** Keeps changes a moment later, several at once; those of another bundle are not mixed in. */
function keep(setup: Partial<BundleSetup>): void {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return;
  if (waiting && waiting.root !== root) flush();
  waiting = { root, setup: { ...waiting?.setup, ...setup } };
  clearTimeout(keeping);
  keeping = setTimeout(flush, 300);
}

function flush(): void {
  clearTimeout(keeping);
  if (waiting) backend.call('bundle.keepSetup', waiting).catch(() => {});
  waiting = undefined;
}

/** Reads layers that have no text; each is told when it changes on disk. */
async function readLayers(): Promise<void> {
  const wanted = useSetup.getState().layers.filter((layer) => layer.text === undefined);
  await Promise.all(wanted.map(({ path }) => readLayer(path)));
}

async function readLayer(path: string): Promise<void> {
  const read = await backend.call('file.watch', { path }).then(
    ({ text }) => ({ text }),
    (error: unknown) => ({ text: undefined, failure: failureText(error) }),
  );
  useSetup.setState(({ layers }) => ({
    layers: layers.map(({ failure: _, ...layer }) =>
      layer.path === path && !layer.pinned ? { ...layer, ...read } : layer,
    ),
  }));
}

backend.on('file.changed', ({ path }) => {
  if (useSetup.getState().layers.some((layer) => layer.path === path && !layer.pinned))
    void readLayer(path);
});
