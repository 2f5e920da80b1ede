import { FARM_PROFILES, farmProfile } from '../../../shared/model/farm-profiles.ts';
import {
  chooseForAll,
  chooseForBundle,
  chooseProfileFile,
  useFarmProfile,
} from '../../stores/farm-profile-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { text as words } from '../../text/en.ts';
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx';

/** Which farm the bundle is checked for: of its own, or the one of all bundles. */
export function FarmMenu() {
  const { ofBundle, profile, problem } = useFarmProfile();
  const ofAll = useSettings((state) => state.farmProfile);
  const name = profile?.name ?? words.farm.unreadable;
  return (
    <span title={problem ?? words.farm.explained(name)}>
      <MenuButton
        label={words.farm.label(name)}
        look="quiet"
        groups={[
          {
            id: 'bundle',
            title: words.farm.thisBundle,
            entries: [
              {
                id: 'bundle-default',
                label: words.farm.asAll,
                detail: nameOf(ofAll),
                chosen: ofBundle === undefined,
                action: () => chooseForBundle(undefined),
              },
              ...choices('bundle', ofBundle, chooseForBundle),
            ],
          },
          { id: 'all', title: words.farm.allBundles, entries: choices('all', ofAll, chooseForAll) },
        ]}
      >
        <span className={problem === undefined ? 'cut' : 'cut failed-text'}>
          {words.farm.label(name)}
        </span>
      </MenuButton>
    </span>
  );
}

function choices(
  group: string,
  chosen: string | undefined,
  choose: (profile: string) => void,
): MenuEntry[] {
  const own = chosen !== undefined && farmProfile(chosen) === undefined ? [chosen] : [];
  return [
    ...[...Object.keys(FARM_PROFILES), ...own].map((profile) => ({
      id: `${group} ${profile}`,
      label: nameOf(profile),
      ...(own.includes(profile) ? { detail: profile } : {}),
      chosen: chosen === profile,
      action: () => choose(profile),
    })),
    {
      id: `${group} file`,
      label: words.farm.fromFile,
      chosen: false,
      action: () => void chooseProfileFile(choose),
    },
  ];
}

/** A built-in profile's name; of a file its own, without the folders. */
function nameOf(profile: string): string {
  return farmProfile(profile)?.name ?? profile.slice(/[^/\\]*$/.exec(profile)?.index ?? 0);
}
