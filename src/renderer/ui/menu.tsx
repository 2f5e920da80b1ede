import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Button as TriggerButton,
} from 'react-aria-components';
import { Icon } from './icons.tsx';
import './button.css';
import './menu.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  /** Present for a choice: whether it is the one in force. */
  readonly chosen?: boolean;
  readonly action: () => void;
}

export interface MenuGroup {
  readonly id: string;
  readonly title?: string;
  readonly entries: readonly MenuEntry[];
}

interface Props {
  readonly label: string;
  readonly look?: string;
  readonly groups: readonly MenuGroup[];
  readonly children: ReactNode;
  readonly chevron?: boolean;
  readonly disabled?: boolean;
  /** The id of what says more about it: the field that it belongs to. */
  readonly describedBy?: string;
}

/** A button that opens a menu of actions and choices. */
export function MenuButton({
  label,
  look = 'normal',
  groups,
  children,
  chevron = true,
  disabled = false,
  describedBy,
}: Props) {
  const entries = groups.flatMap((group) => group.entries);
  return (
    <MenuTrigger>
      <TriggerButton
        className={`button button-${look}`}
        aria-label={label}
        {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
        isDisabled={disabled}
      >
        {children}
        {chevron && <Icon name="chevronDown" size={12} />}
      </TriggerButton>
      <Popover className="menu-popover" offset={4}>
        <AriaMenu
          className="menu scroll"
          aria-label={label}
          onAction={(id) => entries.find((entry) => entry.id === id)?.action()}
          disabledKeys={entries.filter((entry) => entry.disabled).map((entry) => entry.id)}
        >
          {groups.map((group) => (
            <MenuSection key={group.id} className="menu-group" aria-label={group.title ?? label}>
              {group.title !== undefined && <Header className="menu-title">{group.title}</Header>}
              {group.entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  className="menu-item"
                  textValue={entry.label}
                >
                  {/* Beside choices the words of all entries begin at one place. */}
                  {group.entries.some(({ chosen }) => chosen !== undefined) && (
                    <span className="menu-mark">{entry.chosen && <Icon name="check" />}</span>
                  )}
                  <span className="menu-text">
                    <span>
                      {entry.label}
                      {entry.chosen === true && <span className="visually-hidden"> ✓</span>}
                    </span>
                    {entry.detail !== undefined && (
                      <span className="menu-detail">{entry.detail}</span>
                    )}
                  </span>
                  {entry.shortcut !== undefined && <kbd className="menu-key">{entry.shortcut}</kbd>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
