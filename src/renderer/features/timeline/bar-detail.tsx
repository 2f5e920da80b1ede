import { inertText } from '../../../shared/text/inert.ts';
import { plainText } from '../../logs/sgr.ts';
import { useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { bytes, duration } from '../../text/numbers.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { GLYPHS } from './bar-words.ts';
import { tickText } from './view.ts';

/** One line about the bar under the pointer, else about the selected one. */
export function BarDetail({
  id,
  origin,
}: {
  readonly id: number | undefined;
  readonly origin: number;
}) {
  useRun((state) => state.version);
  const bar = id === undefined ? undefined : useRun.getState().data.actions.get(id);
  if (!bar)
    return (
      <p className="timeline-detail timeline-hint cut">
        <span>{words.timeline.hint}</span>
      </p>
    );
  const why =
    bar.failMessage ??
    bar.lastError?.text ??
    bar.reason ??
    (bar.stalledSince === undefined
      ? bar.statusMessage
      : words.timeline.stalled(duration(Date.now() - bar.stalledSince)));
  const facts = [
    words.timeline.at(tickText(Math.max(0, bar.startedAt - origin), 100)),
    bar.endedAt === undefined ? undefined : duration(bar.endedAt - bar.startedAt),
    bar.peakMemory === undefined ? undefined : words.timeline.peak(bytes(bar.peakMemory)),
    bar.cpuTime === undefined ? undefined : words.timeline.cpu(duration(bar.cpuTime * 1000)),
  ].filter((fact) => fact !== undefined);
  return (
    <p className="timeline-detail numbers">
      <StateGlyph state={GLYPHS[bar.state]} size={11} />
      <strong className="cut">{inertText(bar.label)}</strong>
      <span className={`timeline-state-${GLYPHS[bar.state]}`}>
        {words.timeline.states[bar.state]}
      </span>
      <span className="dim timeline-facts">{facts.join(' · ')}</span>
      {why !== undefined && (
        <span className={`cut ${GLYPHS[bar.state] === 'failed' ? 'failed-text' : 'dim'}`}>
          {plainText(why)}
        </span>
      )}
    </p>
  );
}
