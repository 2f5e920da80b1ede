import { type KeyboardEvent, useId, useState } from 'react';
import { useDialogs } from '../../stores/dialog-store.ts';
import { text as words } from '../../text/en.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { type Command, rank } from './rank.ts';
import './palette.css';

/** Every command by its name. */
export function Palette({ commands }: { readonly commands: readonly Command[] }) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const shown = rank(commands, query);
  const current = shown[Math.min(at, shown.length - 1)];
  const close = () => useDialogs.setState({ palette: false });
  const run = (command: Command | undefined) => {
    if (!command) return;
    close();
    // After the dialog has given the focus back, so that a command may move it.
    setTimeout(command.run, 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(1, shown.length));
    else if (event.key === 'ArrowUp') setAt((at + shown.length - 1) % Math.max(1, shown.length));
    else if (event.key === 'Enter') run(current);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={words.palette.title} bare onClose={close}>
      <input
        className="palette-field"
        type="text"
        role="combobox"
        autoFocus
        aria-label={words.palette.placeholder}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={current ? `${list}-${current.id}` : undefined}
        placeholder={words.palette.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className="palette-list scroll"
        role="listbox"
        id={list}
        aria-label={words.palette.title}
      >
        {shown.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for all options.
          <div
            key={command.id}
            id={`${list}-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={command === current}
            className="palette-item"
            onClick={() => run(command)}
            ref={(element) => {
              if (command === current) element?.scrollIntoView({ block: 'nearest' });
            }}
          >
            <span>{command.title}</span>
            {command.shortcut !== undefined && <kbd className="menu-key">{command.shortcut}</kbd>}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className="palette-none">{words.palette.none}</p>}
    </Dialog>
  );
}
