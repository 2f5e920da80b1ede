import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import './tab-bar.css';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A count beside the label; said after it, not part of the tab's name. */
  readonly badge?: number;
  readonly badgeLabel?: string;
  readonly badgeTone?: 'failed' | 'warning';
}

interface Props<Id extends string> {
  readonly label: string;
  /** Prefix of the ids that tie tabs to their panels. */
  readonly prefix: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  readonly children?: ReactNode;
}

/** A row of tabs; arrow keys move between them, the chosen one is shown at once. */
export function TabBar<Id extends string>(props: Props<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = props.tabs.findIndex((tab) => tab.id === props.selected);
    const last = props.tabs.length - 1;
    const to =
      event.key === 'ArrowRight'
        ? at === last
          ? 0
          : at + 1
        : event.key === 'ArrowLeft'
          ? at === 0
            ? last
            : at - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? last
              : -1;
    const tab = props.tabs[to];
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
        {props.tabs.map((tab) => (
          <button
            type="button"
            role="tab"
            key={tab.id}
            id={`${props.prefix}-tab-${tab.id}`}
            aria-label={tab.label}
            aria-description={tab.badge ? tab.badgeLabel : undefined}
            aria-selected={tab.id === props.selected}
            aria-controls={`${props.prefix}-panel`}
            tabIndex={tab.id === props.selected ? 0 : -1}
            className="tab"
            onClick={() => props.onSelect(tab.id)}
          >
            {tab.label}
            {/* Drawn, not written: the name that is said is the one that is seen. */}
            {tab.badge ? (
              <span
                className={`tab-badge tab-badge-${tab.badgeTone ?? 'failed'} numbers`}
                data-badge={tab.badge}
              />
            ) : null}
          </button>
        ))}
      </div>
      {props.children}
    </div>
  );
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
      aria-labelledby={`${props.prefix}-tab-${props.tab}`}
      className="tab-panel"
    >
      {props.children}
    </div>
  );
}
