import { create } from 'zustand';
import { farmProfile } from '../../shared/model/farm-profiles.ts';
import type { FarmProfile } from '../../shared/model/profile.ts';
import { backend, failureText } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { chooseFile } from './dialog-store.ts';
import { useDocument } from './document-store.ts';
import { changeSettings, useSettings } from './settings-store.ts';

/** The farm that templates are checked for: a built-in profile by its name, or a file by its path. */
interface FarmProfileState {
  /** The open bundle's own choice; undefined: what the settings say. */
  readonly ofBundle: string | undefined;
  readonly profile: FarmProfile | undefined;
  /** Why the chosen profile could not be read. */
  readonly problem: string | undefined;
}

export const useFarmProfile = create<FarmProfileState>()(() => ({
  ofBundle: undefined,
  profile: farmProfile('specification'),
  problem: undefined,
}));

/** Keeps the farm of the open bundle; undefined: the one of the settings. */
export function chooseForBundle(profile: string | undefined): void {
  const { bundle } = useDocument.getState();
  if (!bundle) return;
  useFarmProfile.setState({ ofBundle: profile });
  backend
    .call('bundle.setFarmProfile', { root: bundle.root, profile: profile ?? null })
    .catch((error: unknown) => notify('error', failureText(error)));
}

/** Keeps the farm of every bundle that has none of its own. */
export function chooseForAll(farmProfile: string): void {
  changeSettings({ farmProfile });
}

/** Asks for a profile file and hands its path on. */
export async function chooseProfileFile(then: (path: string) => void): Promise<void> {
  const path = await chooseFile({
    mode: 'input-file',
    title: words.farm.chooseFile,
    filters: [{ label: words.farm.fileType, patterns: ['*.yaml', '*.yml', '*.json'] }],
  });
  if (path !== null) then(path);
}

let asked: string | undefined = 'specification';

/** Reads the profile in force again, from its file where it is one. */
async function read(): Promise<void> {
  const wanted = useFarmProfile.getState().ofBundle ?? useSettings.getState().farmProfile;
  if (wanted === asked) return;
  asked = wanted;
  const known = farmProfile(wanted);
  const reading = known
    ? { profile: known }
    : await backend
        .call('farmProfile.read', { profile: wanted })
        .catch((error: unknown) => ({ problem: failureText(error) }));
  // Another one was chosen meanwhile.
  if (asked !== wanted) return;
  if ('profile' in reading)
    useFarmProfile.setState({ profile: reading.profile, problem: undefined });
  else useFarmProfile.setState({ profile: undefined, problem: reading.problem });
}

useFarmProfile.subscribe((state, before) => {
  if (state.ofBundle !== before.ofBundle) void read();
});
useSettings.subscribe((state, before) => {
  if (state.farmProfile !== before.farmProfile) void read();
});
useDocument.subscribe(({ bundle }, before) => {
  if (bundle?.root === before.bundle?.root) return;
  // A profile file may have changed since another bundle was open.
  if (farmProfile(asked ?? '') === undefined) asked = undefined;
  useFarmProfile.setState({ ofBundle: bundle?.farmProfile });
  void read();
});
