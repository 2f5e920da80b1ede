import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import type { LogFeed } from '../../logs/log-feed.ts';
import { goToNextError } from '../../stores/log-search.ts';
import { type Pane, type PaneName, setFilter, useLog } from '../../stores/log-store.ts';
import { count } from '../../stores/ranges.ts';
import { useRun } from '../../stores/run-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { scopeTitle } from './action-words.ts';
import { FailureCard } from './failure-card.tsx';
import { LineBar } from './line-bar.tsx';
import { LogView } from './log-view.tsx';
import { SearchBar } from './search-bar.tsx';
import { REST_MS, useLogSearch, useLogSearchText } from './use-log-search.ts';
import { MoreMenu, ScopeMenu, ViewMenu } from './view-menu.tsx';
import './log.css';

/** The log of the action that is shown (the selected task's, else of what runs), its session's or the run's. */
export function LogPane({ name = 'main' }: { readonly name?: PaneName }) {
  const pane = useLog((state) => state.panes[name]);
  const picked = useTasks((state) => count(state.selected) === 1n);
  useRun((state) => state.version);
  const { feed } = pane;
  const action =
    pane.action === undefined ? undefined : useRun.getState().data.actions.get(pane.action);
  if (!feed || !action)
    return (
      <div className="log-pane">
        <p className="log-none">
          {picked && useRun.getState().run ? words.log.noneForTask : words.log.none}
        </p>
      </div>
    );
  return <Log name={name} pane={pane} feed={feed} action={action} />;
}

interface Props {
  readonly name: PaneName;
  readonly pane: Pane;
  readonly feed: LogFeed;
  readonly action: ActionRecord;
}

function Log({ name, pane, feed, action }: Props) {
  const { logTimes, logWrap } = useSettings();
  const [follow, setFollow] = useState(true);
  const [searching, setSearching] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const held = useLogSearchText();
  const { filter, scope, goTo } = pane;
  const only = filter.text !== '';
  const changing =
    only && held.text !== '' && (filter.text !== held.text || filter.matchCase !== held.matchCase);
  const search = useLogSearch(feed, name, held, changing);
  const onFollow = useCallback((next: boolean) => setFollow(next), []);
  const failed = action.state === 'failed' || action.state === 'timeout';
  const label = words.log.of(scopeTitle(scope, action));
  const run = useRun((state) => state.run);
  const origin = scope === 'action' ? action.startedAt : (run?.startedAt ?? action.startedAt);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another log is followed anew.
  useEffect(() => setFollow(true), [feed]);
  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      if (!(event.target instanceof Node) || !element.current?.contains(event.target)) return;
      event.preventDefault();
      setSearching(true);
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  // Lines that do not match come and go with what is typed.
  useEffect(() => {
    if (!changing) return;
    const timer = setTimeout(
      () => setFilter(name, { ...filter, text: held.text, matchCase: held.matchCase }),
      REST_MS,
    );
    return () => clearTimeout(timer);
  }, [changing, filter, held.text, held.matchCase, name]);
  const showOnly = (next: boolean) =>
    setFilter(name, { ...filter, text: next ? held.text : '', matchCase: held.matchCase });
  const closeSearch = () => {
    setSearching(false);
    held.setText('');
    if (only) showOnly(false);
  };
  return (
    <div className="log-pane" ref={element}>
      <div className="log-head">
        <ScopeMenu name={name} scope={scope} action={action} label={label} />
        <span className="log-push" />
        <Button
          look="quiet"
          aria-label={words.log.searchShort}
          title={words.log.searchShort}
          aria-pressed={searching}
          onClick={() => (searching ? closeSearch() : setSearching(true))}
        >
          <Icon name="search" size={13} /> <span className="log-wide">{words.log.searchShort}</span>
        </Button>
        <Button
          look="quiet"
          aria-label={words.log.previousError}
          title={words.log.previousError}
          onClick={() => void goToNextError(-1, name)}
        >
          <Icon name="up" size={12} />
        </Button>
        <Button
          look="quiet"
          aria-label={words.log.nextError}
          title={words.log.nextError}
          onClick={() => void goToNextError(1, name)}
        >
          <span className="log-wide">{words.log.nextError}</span>{' '}
          <Icon name="arrowDown" size={12} />
        </Button>
        <Button
          look="quiet"
          aria-label={words.log.follow}
          aria-pressed={follow}
          onClick={() => setFollow(!follow)}
        >
          <span className="log-wide">{words.log.follow}</span>
          <Icon name={follow ? 'check' : 'minus'} size={12} />
        </Button>
        <ViewMenu name={name} pane={pane} />
        <MoreMenu pane={pane} feed={feed} />
      </div>
      {searching && (
        <SearchBar search={search} only={only} onOnly={showOnly} onClose={closeSearch} />
      )}
      {(only || filter.kinds !== '') && (
        <p className="log-note">
          {words.log.filtered}
          <button
            type="button"
            className="link"
            onClick={() => setFilter(name, { text: '', matchCase: false, kinds: '' })}
          >
            {words.log.showAll}
          </button>
        </p>
      )}
      <LogView
        key={JSON.stringify(feed.target)}
        feed={feed}
        pane={name}
        label={label}
        follow={follow}
        onFollow={onFollow}
        search={search}
        times={logTimes}
        origin={origin}
        wrap={logWrap}
        mixed={scope !== 'action'}
      />
      {goTo && <LineBar feed={feed} pane={name} line={goTo.line} action={action} />}
      {/* Whoever searches needs the room for lines; what failed is told in the status as well. */}
      {failed && name === 'main' && !searching && <FailureCard action={action} />}
    </div>
  );
}
