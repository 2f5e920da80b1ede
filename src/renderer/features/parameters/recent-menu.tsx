import type { FormParameter } from '../../language-worker/contract.ts';
import { fromJson, valueText } from '../../stores/form-values.ts';
import { setValue } from '../../stores/parameter-store.ts';
import { useSetup } from '../../stores/setup-store.ts';
import { text as words } from '../../text/en.ts';
import { Icon } from '../../ui/icons.tsx';
import { MenuButton } from '../../ui/menu.tsx';

const SHOWN = 80;

/** Values that runs of this bundle had for a parameter; nothing while there are none. */
export function RecentMenu({
  parameter,
  describedBy,
}: {
  readonly parameter: FormParameter;
  readonly describedBy: string;
}) {
  const recent = useSetup((state) => state.recentValues[parameter.name]);
  if (!recent || recent.length === 0 || parameter.control === 'CHECK_BOX') return null;
  return (
    <MenuButton
      label={words.presets.recentTitle}
      describedBy={describedBy}
      look="quiet recent-button"
      chevron={false}
      groups={[
        {
          id: 'recent',
          title: words.presets.recentTitle,
          entries: recent.flatMap((kept, at) => {
            const value = fromJson(kept);
            if (value === undefined) return [];
            const text = valueText(value);
            return {
              id: String(at),
              label: text === '' ? words.presets.empty : text.slice(0, SHOWN),
              action: () => setValue(parameter, value),
            };
          }),
        },
      ]}
    >
      <Icon name="clock" size={12} />
    </MenuButton>
  );
}
