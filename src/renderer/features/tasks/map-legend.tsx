import { LOOK_LIMIT, type StepSummary } from '../../language-worker/contract.ts';
import type { StateLetter } from '../../stores/run-data.ts';
import { text as words } from '../../text/en.ts';
import { duration } from '../../text/numbers.ts';
import type { Bins } from './heat-map.ts';
import './map-legend.css';

const SHOWN: readonly StateLetter[] = ['f', 'r', 'd', 'w', 'c'];

interface Props {
  readonly step: StepSummary;
  readonly bins: Bins;
  /** That a cell stands for at most. */
  readonly tasks: number;
  readonly colour: 'state' | 'time';
}

/** What the colours, corners and cells of the map say. */
export function MapLegend({ step, bins, tasks, colour }: Props) {
  const present = new Set(bins.cells);
  const states = SHOWN.filter((letter) => present.has(letter));
  const cell = words.tasks.cell(tasks, step.chunk);
  return (
    <p className="map-legend">
      {colour === 'time' ? (
        bins.longest === undefined || bins.longest === 0 ? (
          <span>{words.tasks.noTimes}</span>
        ) : (
          <span className="map-legend-item numbers">
            {words.tasks.shortest}
            <span className="map-legend-times" aria-hidden="true" />
            {duration(bins.longest)}
          </span>
        )
      ) : (
        states.map((letter) => (
          <span key={letter} className="map-legend-item">
            <span className={`map-legend-cell map-legend-${letter}`} aria-hidden="true" />
            {words.tasks.states[letter]}
          </span>
        ))
      )}
      {BigInt(step.count) > 1n && (
        <span className="map-legend-item">
          <span className="map-legend-corner" aria-hidden="true" />
          {words.tasks.corners}
        </span>
      )}
      {cell !== '' && <span>{cell}</span>}
      {BigInt(step.count) > BigInt(LOOK_LIMIT) && <span>{words.tasks.colouredByRan}</span>}
    </p>
  );
}
