import { type ReactNode, useState } from 'react';
import {
  Menu as AriaMenu,
  Autocomplete,
  Input,
  MenuItem,
  MenuTrigger,
  Popover,
  SearchField,
  Button as TriggerButton,
} from 'react-aria-components';
import { Icon } from './icons.tsx';
import './button.css';
import './field.css';
import './menu.css';

interface SearchEntry {
  readonly id: string;
  readonly label: string;
  readonly mark?: ReactNode;
}

interface Props {
  readonly label: string;
  readonly searchLabel: string;
  /** What is chosen, in words. */
  readonly value: string;
  /** The entries for what is typed: as many as are worth showing. */
  readonly find: (typed: string) => readonly SearchEntry[];
  /** What there is to say below the entries. */
  readonly note: (typed: string) => string;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** A button that opens a list to choose one of very many from, by typing. */
export function SearchMenu(props: Props) {
  const { label, value } = props;
  return (
    <MenuTrigger>
      <TriggerButton className="button button-normal search-menu" aria-label={`${label}: ${value}`}>
        <span className="cut">{value}</span>
        <Icon name="chevronDown" size={12} />
      </TriggerButton>
      <Popover className="menu-popover" offset={2}>
        <Entries {...props} />
      </Popover>
    </MenuTrigger>
  );
}

function Entries({ label, searchLabel, find, note, chosen, onChoose }: Props) {
  const [typed, setTyped] = useState('');
  const entries = find(typed);
  const more = note(typed);
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label={searchLabel} autoFocus className="search-menu-field">
        <Input className="field" placeholder={searchLabel} />
      </SearchField>
      <AriaMenu
        className="menu search-menu-list scroll"
        aria-label={label}
        onAction={(id) => onChoose(String(id))}
      >
        {entries.map((entry) => (
          <MenuItem
            key={entry.id}
            id={entry.id}
            className="menu-item"
            textValue={entry.label}
            {...(entry.id === chosen ? { 'aria-current': 'true' as const } : {})}
          >
            {entry.mark !== undefined && <span className="menu-mark">{entry.mark}</span>}
            <span className="cut">{entry.label}</span>
          </MenuItem>
        ))}
      </AriaMenu>
      {more !== '' && <p className="search-menu-note">{more}</p>}
    </Autocomplete>
  );
}
