import { useEffect } from 'react';
import {
  readHistory,
  searchHistory,
  showEverywhere,
  useHistory,
} from '../../stores/history-store.ts';
import { resetPanel, resizePanel, useLayout } from '../../stores/layout-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { CompareView, type PicturesOf } from './compare-view.tsx';
import { RunDetail } from './run-detail.tsx';
import { RunList } from './run-list.tsx';
import '../../ui/field.css';
import './history.css';

/** Every run that was made here: to find, to look at again, to compare, to bring back. */
export function HistoryPanel({ pictures }: { readonly pictures: PicturesOf }) {
  const width = useLayout((state) => state.sizes.history);
  const { runs, search, everywhere, chosen, compared } = useHistory();
  useEffect(() => void readHistory(), []);
  if (compared) return <CompareView left={compared[0]} right={compared[1]} pictures={pictures} />;
  const run = runs?.find((one) => one.id === chosen) ?? runs?.[0];
  return (
    <section className="history" aria-label={words.history.tab}>
      <div className="history-left" style={{ width }}>
        <div className="history-head">
          <input
            type="search"
            className="field"
            aria-label={words.history.search}
            placeholder={words.history.search}
            value={search}
            onChange={(event) => searchHistory(event.target.value)}
          />
          <Button
            look="quiet"
            aria-pressed={everywhere}
            onClick={() => showEverywhere(!everywhere)}
          >
            {words.history.everywhere}
            {everywhere && <Icon name="check" size={12} />}
          </Button>
        </div>
        {runs && runs.length === 0 ? (
          <p className="history-none">
            {search === '' ? words.history.none : words.history.notFound}
          </p>
        ) : (
          <RunList runs={runs ?? []} chosen={run?.id} everywhere={everywhere} />
        )}
      </div>
      <Splitter
        label={words.panels.history}
        panel="left"
        size={width}
        onResize={(size) => resizePanel('history', size)}
        onReset={() => resetPanel('history')}
      />
      <div className="history-right scroll">
        {run && runs && <RunDetail key={run.id} run={run} runs={runs} />}
      </div>
    </section>
  );
}
