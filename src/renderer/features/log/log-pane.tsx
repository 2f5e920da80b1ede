import { useCallback, useEffect, useState } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import type { LogFeed } from '../../logs/log-feed.ts';
import { goToNextError } from '../../stores/log-search.ts';
import { useLog } from '../../stores/log-store.ts';
import { count } from '../../stores/ranges.ts';
import { useRun } from '../../stores/run-store.ts';
import { useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { groupDigits } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { FailureCard } from './failure-card.tsx';
import { LogView } from './log-view.tsx';
import { SearchBar } from './search-bar.tsx';
import { useLogSearch } from './use-log-search.ts';
import './log.css';

/** The log of the action that is shown: the selected task's, else of what runs. */
export function LogPane() {
  const feed = useLog((state) => state.feed);
  const picked = useTasks((state) => count(state.selected) === 1n);
  useRun((state) => state.version);
  const action = feed && useRun.getState().data.actions.get(feed.actionId);
  if (!feed || !action)
    return (
      <div className="log-pane">
        <p className="log-none">
          {picked && useRun.getState().run ? words.log.noneForTask : words.log.none}
        </p>
      </div>
    );
  return <ActionLog key={`${feed.runId} ${feed.actionId}`} feed={feed} action={action} />;
}

/** `Render #38` for a task, else what the engine calls it. */
export function actionTitle(action: ActionRecord): string {
  return action.step !== undefined && action.taskIndex !== undefined
    ? `${action.step} #${groupDigits(BigInt(action.taskIndex) + 1n)}`
    : action.label;
}

function ActionLog({ feed, action }: { readonly feed: LogFeed; readonly action: ActionRecord }) {
  const [follow, setFollow] = useState(true);
  const [searching, setSearching] = useState(false);
  const search = useLogSearch(feed);
  const label = words.log.of(actionTitle(action));
  const onFollow = useCallback((next: boolean) => setFollow(next), []);
  const failed = action.state === 'failed' || action.state === 'timeout';
  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      if (!(event.target instanceof Element) || !event.target.closest('.log-pane')) return;
      event.preventDefault();
      setSearching(true);
    };
    document.addEventListener('keydown', open);
    return () => document.removeEventListener('keydown', open);
  }, []);
  return (
    <div className="log-pane">
      <div className="log-head">
        <h3 className="log-title cut" title={action.label}>
          {label}
        </h3>
        <Button
          look="quiet"
          aria-pressed={searching}
          onClick={() => {
            setSearching(!searching);
            if (searching) search.setText('');
          }}
        >
          <Icon name="search" size={13} /> {words.log.searchShort}
        </Button>
        {(failed || action.lastError) && (
          <Button look="quiet" onClick={() => void goToNextError()}>
            {words.log.nextError} <Icon name="arrowDown" size={12} />
          </Button>
        )}
        <Button look="quiet" aria-pressed={follow} onClick={() => setFollow(!follow)}>
          {words.log.follow}
          {follow && <Icon name="check" size={12} />}
        </Button>
      </div>
      {searching && (
        <SearchBar
          search={search}
          onClose={() => {
            setSearching(false);
            search.setText('');
          }}
        />
      )}
      <LogView feed={feed} label={label} follow={follow} onFollow={onFollow} search={search} />
      {failed && <FailureCard action={action} />}
    </div>
  );
}
