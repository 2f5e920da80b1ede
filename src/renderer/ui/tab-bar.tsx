import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Icon } from './icons.tsx';
import './tab-bar.css';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A count beside the label; said after it, not part of the tab's name. */
  readonly badge?: number;
  readonly badgeLabel?: string;
  readonly badgeTone?: 'failed' | 'warning';
  /** More about it, on hover. */
  readonly hint?: string;
  /** A mark beside the label, in words: such as that it has unsaved changes. */
  readonly mark?: string;
  /** Present for a tab that can be closed. */
  readonly closeLabel?: string;
}

interface Props<Id extends string> {
  readonly label: string;
  /** Prefix of the ids that tie tabs to their panels. */
  readonly prefix: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  readonly onClose?: (id: Id) => void;
  readonly children?: ReactNode;
}

/**
 * A row of tabs; arrow keys move between them, the chosen one is shown at once. One that can be closed is closed by its
 * cross, by the middle button or by Delete.
 */
export function TabBar<Id extends string>(props: Props<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const { tabs, selected, prefix } = props;
  useEffect(() => {
    const chosen = document.getElementById(tabId(prefix, selected));
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [prefix, selected]);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === selected);
    if (event.key === 'Delete' && tabs[at]?.closeLabel !== undefined) {
      event.preventDefault();
      props.onClose?.(selected);
      return;
    }
    const to = target(event.key, at, tabs.length - 1);
    const tab = tabs[to];
    if (!tab) return;
    event.preventDefault();
    props.onSelect(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
  };
  return (
    <div className="tab-bar">
      <div
        role="tablist"
        aria-label={props.label}
        className="tab-list"
        ref={list}
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => (
          <button
            type="button"
            role="tab"
            key={tab.id}
            id={tabId(prefix, tab.id)}
            aria-label={tab.label}
            aria-description={tab.badge ? tab.badgeLabel : tab.mark}
            aria-selected={tab.id === selected}
            aria-controls={`${prefix}-panel`}
            {...(tab.closeLabel === undefined ? {} : { 'aria-keyshortcuts': 'Delete' })}
            title={tab.hint}
            tabIndex={tab.id === selected ? 0 : -1}
            className={tab.closeLabel === undefined ? 'tab' : 'tab tab-file'}
            onClick={() => props.onSelect(tab.id)}
            onAuxClick={(event) => {
              if (event.button === 1 && tab.closeLabel !== undefined) props.onClose?.(tab.id);
            }}
          >
            {tab.label}
            {/* Drawn, not written: the name that is said is the one that is seen. */}
            {tab.badge ? (
              <span
                className={`tab-badge tab-badge-${tab.badgeTone ?? 'failed'} numbers`}
                data-badge={tab.badge}
              />
            ) : null}
            {tab.closeLabel !== undefined && (
              <CloseCross
                marked={tab.mark !== undefined}
                title={tab.closeLabel}
                onClose={() => props.onClose?.(tab.id)}
              />
            )}
          </button>
        ))}
      </div>
      {props.children}
    </div>
  );
}

/** Where a key leads from the tab at `at`; −1: nowhere. */
function target(key: string, at: number, last: number): number {
  if (key === 'ArrowRight') return at === last ? 0 : at + 1;
  if (key === 'ArrowLeft') return at <= 0 ? last : at - 1;
  if (key === 'Home') return 0;
  return key === 'End' ? last : -1;
}

/** For the pointer alone: a tab holds nothing else that could have the focus; its key is Delete. */
function CloseCross(props: {
  readonly marked: boolean;
  readonly title: string;
  readonly onClose: () => void;
}) {
  return (
    <span
      className={props.marked ? 'tab-close tab-marked' : 'tab-close'}
      title={props.title}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        props.onClose();
      }}
    >
      <span className="tab-dot" />
      <Icon name="close" size={12} />
    </span>
  );
}

/** Names of files may hold spaces; ids may not. */
function tabId(prefix: string, id: string): string {
  return `${prefix}-tab-${encodeURIComponent(id)}`;
}

/** What the chosen tab shows. */
export function TabPanel(props: {
  readonly prefix: string;
  readonly tab: string;
  readonly children: ReactNode;
}) {
  return (
    <div
      role="tabpanel"
      id={`${props.prefix}-panel`}
      aria-labelledby={tabId(props.prefix, props.tab)}
      className="tab-panel"
    >
      {props.children}
    </div>
  );
}
