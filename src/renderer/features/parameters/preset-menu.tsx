import { type FormEvent, useState } from 'react';
import { applyPreset, deletePreset, savePreset } from '../../stores/preset-store.ts';
import { useSetup } from '../../stores/setup-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import '../../ui/field.css';

/** Named sets of values: put into the form, saved from it, deleted. */
export function PresetMenu({
  naming,
  onNaming,
}: {
  readonly naming: boolean;
  readonly onNaming: (naming: boolean) => void;
}) {
  const presets = useSetup((state) => state.presets);
  return (
    <MenuButton
      label={words.presets.title}
      look="quiet"
      groups={[
        ...(presets.length === 0
          ? []
          : [
              {
                id: 'apply',
                title: words.presets.apply,
                entries: presets.map(({ name, values }) => ({
                  id: `apply ${name}`,
                  label: name,
                  detail: words.presets.detail(Object.keys(values).length),
                  action: () => applyPreset(name),
                })),
              },
            ]),
        {
          id: 'save',
          entries: [
            {
              id: 'save',
              label: words.presets.save,
              disabled: naming,
              action: () => onNaming(true),
            },
          ],
        },
        ...(presets.length === 0
          ? []
          : [
              {
                id: 'delete',
                title: words.presets.delete,
                entries: presets.map(({ name }) => ({
                  id: `delete ${name}`,
                  label: words.presets.deleteOne(name),
                  action: () => deletePreset(name),
                })),
              },
            ]),
      ]}
    >
      {words.presets.title}
    </MenuButton>
  );
}

/** Where the name of a new preset is typed. */
export function PresetName({ onEnd }: { readonly onEnd: () => void }) {
  const [name, setName] = useState('');
  const known = useSetup((state) => state.presets.some((preset) => preset.name === name.trim()));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    savePreset(name.trim());
    onEnd();
  };
  return (
    <form
      className="preset-name"
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
    >
      <input
        className="field"
        // biome-ignore lint/a11y/noAutofocus: it was asked for a moment ago.
        autoFocus
        maxLength={100}
        aria-label={words.presets.name}
        placeholder={words.presets.name}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {known ? words.presets.replace : words.presets.keep}
      </Button>
      <Button look="quiet" onClick={onEnd}>
        {words.app.cancel}
      </Button>
    </form>
  );
}
