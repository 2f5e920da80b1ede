import type { LogTimes } from '../../../shared/protocol/log.ts';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import type { LogFeed } from '../../logs/log-feed.ts';
import { openLogSettings } from '../../stores/dialog-store.ts';
import { exportLog, openOutside } from '../../stores/log-outside.ts';
import {
  type LogScope,
  type Pane,
  type PaneName,
  setFilter,
  setScope,
  setSplit,
  useLog,
} from '../../stores/log-store.ts';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';
import { text as words } from '../../text/en.ts';
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx';
import { scopeTitle } from './action-words.ts';

/** Kinds of line that can be looked at by themselves. */
const LEVELS = { all: '', output: 'odm', engine: 'cbiwe', problems: 'wemEW' } as const;
const TIMES: readonly LogTimes[] = ['off', 'relative', 'local', 'utc'];
const SCOPES: readonly LogScope[] = ['action', 'session', 'run'];

function choices<K extends string>(
  group: string,
  keys: readonly K[],
  chosen: K,
  labels: Readonly<Record<K, string>>,
  choose: (key: K) => void,
): MenuEntry[] {
  return keys.map((key) => ({
    id: `${group}-${key}`,
    label: labels[key],
    chosen: key === chosen,
    action: () => choose(key),
  }));
}

interface ScopeProps {
  readonly name: PaneName;
  readonly scope: LogScope;
  readonly action: ActionRecord;
  readonly label: string;
}

/** What the pane is the log of: its title, and a menu of what it could be instead. */
export function ScopeMenu({ name, scope, action, label }: ScopeProps) {
  const labels = { ...words.log.scopes, action: scopeTitle('action', action) };
  return (
    <h3 className="log-title" title={inertText(action.label)}>
      <MenuButton
        label={label}
        look="quiet"
        groups={[
          {
            id: 'scope',
            title: words.log.scope,
            entries: choices('scope', SCOPES, scope, labels, (key) => setScope(name, key)),
          },
        ]}
      >
        <span className="cut">{scopeTitle(scope, action)}</span>
      </MenuButton>
    </h3>
  );
}

/** How a pane shows its lines, and which. */
export function ViewMenu({ name, pane }: { readonly name: PaneName; readonly pane: Pane }) {
  const { logTimes, logWrap } = useSettings();
  const split = useLog((state) => state.split);
  const levels = Object.keys(LEVELS) as (keyof typeof LEVELS)[];
  const level = levels.find((key) => LEVELS[key] === pane.filter.kinds) ?? 'all';
  return (
    <MenuButton
      label={words.log.view}
      look="quiet"
      groups={[
        {
          id: 'level',
          title: words.log.level,
          entries: choices('level', levels, level, words.log.levels, (key) =>
            setFilter(name, { ...pane.filter, kinds: LEVELS[key] }),
          ),
        },
        {
          id: 'times',
          title: words.log.times,
          entries: choices('times', TIMES, logTimes, words.log.timesOf, (times) =>
            changeSettings({ logTimes: times }),
          ),
        },
        {
          id: 'look',
          title: words.log.look,
          entries: [
            {
              id: 'wrap',
              label: words.log.wrap,
              chosen: logWrap,
              action: () => changeSettings({ logWrap: !logWrap }),
            },
            {
              id: 'split',
              label: words.log.split,
              chosen: split,
              action: () => setSplit(!split),
            },
          ],
        },
      ]}
    >
      {words.log.viewShort}
    </MenuButton>
  );
}

/** What can be done with all of a log. */
export function MoreMenu({ pane, feed }: { readonly pane: Pane; readonly feed: LogFeed }) {
  return (
    <MenuButton
      label={words.log.whole}
      look="quiet"
      chevron={false}
      groups={[
        {
          id: 'all',
          entries: [
            { id: 'export', label: words.log.export, action: () => void exportLog(feed.target) },
            {
              id: 'outside',
              label: words.log.openOutside,
              action: () => void openOutside(pane),
            },
            { id: 'settings', label: words.log.settings, action: openLogSettings },
          ],
        },
      ]}
    >
      …
    </MenuButton>
  );
}
