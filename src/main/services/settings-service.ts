import { type Settings, type SettingsPatch, settings } from '../../shared/protocol/index.ts';
import type { AppPaths } from './app-paths.ts';
import { JsonStore, type TellDamaged } from './json-store.ts';

/** The user's settings, kept in one file; unknown fields of newer versions are not an error. */
export class SettingsService {
  readonly #store: JsonStore<Settings>;
  readonly #onChange: (settings: Settings) => void;

  constructor(paths: AppPaths, onChange: (settings: Settings) => void, tellDamaged: TellDamaged) {
    this.#store = new JsonStore(
      paths.settingsFile,
      settings,
      () => settings.parse({}),
      tellDamaged,
    );
    this.#onChange = onChange;
  }

  get(): Promise<Settings> {
    return this.#store.read();
  }

  /**
   * Changes some settings; `layout` entries are merged one by one.
   *
   * @throws ZodError when a value does not fit; nothing is changed then.
   */
  async set(patch: SettingsPatch): Promise<Settings> {
    const changed = await this.#store.update((current) => {
      const layout = {
        ...current.layout,
        ...(typeof patch.layout === 'object' && patch.layout !== null ? patch.layout : {}),
      };
      return settings.parse({ ...current, ...patch, layout });
    });
    this.#onChange(changed);
    return changed;
  }
}
