import { useState } from 'react';
import { isActive, runTotals } from '../../stores/run-data.ts';
import { useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { duration } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { BarDetail } from './bar-detail.tsx';
import { Chart } from './chart.tsx';
import { useTimeline } from './use-timeline.ts';
import './timeline.css';

/** When each session did what: drawn from the actions' records, before any log is read. */
export function TimelinePanel() {
  const run = useRun((state) => state.run);
  const [fold, setFold] = useState(false);
  const [hovered, setHovered] = useState<number>();
  const timeline = useTimeline(fold);
  const { lanes, sessions, actions } = timeline;
  if (!run || actions === 0)
    return (
      <div className="timeline-none">
        <p>{run && isActive(run) ? words.timeline.waiting : words.timeline.none}</p>
      </div>
    );
  const failed = runTotals(run).failed;
  return (
    <section className="timeline" aria-label={words.timeline.tab}>
      <div className="timeline-head">
        <p className="timeline-sum numbers cut">
          <strong>{words.timeline.sessions(sessions)}</strong>
          <span className="dim">
            {words.timeline.actions(actions)}
            {' · '}
            {duration(timeline.whole.to - timeline.whole.from)}
          </span>
          {failed > 0 && <span className="failed-text">{words.run.failedBesides(failed)}</span>}
        </p>
        <Button look="quiet" aria-pressed={fold} onClick={() => setFold(!fold)}>
          {words.timeline.fold}
          {fold && <Icon name="check" size={12} />}
        </Button>
        <span className="timeline-zoom">
          <Button
            look="quiet"
            aria-label={words.timeline.zoomOut}
            title={words.timeline.zoomOut}
            onClick={() => timeline.zoomBy(2)}
          >
            <Icon name="minus" />
          </Button>
          <Button
            look="quiet"
            aria-label={words.timeline.zoomIn}
            title={words.timeline.zoomIn}
            onClick={() => timeline.zoomBy(0.5)}
          >
            <Icon name="plus" />
          </Button>
          <Button look="quiet" disabled={timeline.isFitted} onClick={timeline.fit}>
            {words.timeline.fit}
          </Button>
        </span>
      </div>
      <Chart timeline={timeline} lanes={lanes} fold={fold} hovered={hovered} onHover={setHovered} />
      <BarDetail id={hovered ?? timeline.selected} origin={timeline.origin} />
    </section>
  );
}
