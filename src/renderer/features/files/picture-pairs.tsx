import { useEffect, useState } from 'react';
import type { RunRecord } from '../../../shared/protocol/run.ts';
import { failureText } from '../../backend/backend.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { Exposure } from './exposure.tsx';
import { inertName } from './model.ts';
import { type PicturePair, pairPictures, picturesOf } from './run-pictures.ts';
import { type CompareMode, Stage } from './stage.tsx';
import './files.css';

type Mode = CompareMode | 'beside';
const MODES: readonly Mode[] = ['beside', 'wipe', 'difference'];

/** The same outputs of two runs, picture against picture; the older run to the left. */
export function PicturePairs({
  left,
  right,
}: {
  readonly left: RunRecord;
  readonly right: RunRecord;
}) {
  const pairs = usePairs(left, right);
  const [name, setName] = useState<string>();
  const [mode, setMode] = useState<Mode>('beside');
  if (pairs === undefined) return <p className="results-none">{words.results.reading}</p>;
  if (typeof pairs === 'string') return <p className="results-none failed-text">{pairs}</p>;
  const pair = pairs.find((one) => one.name === name) ?? pairs[0];
  if (!pair) return <p className="results-none">{words.results.noPictures}</p>;
  const both = pair.left !== undefined && pair.right !== undefined;
  return (
    <section className="pairs" aria-label={words.results.picturesOfBoth}>
      <div className="viewer-head">
        <Select
          className="pairs-name"
          aria-label={words.results.picture}
          value={pair.name}
          onChange={(event) => setName(event.target.value)}
        >
          {pairs.map((one) => (
            <option key={one.name} value={one.name}>
              {[inertName(one.name), only(one)].filter((part) => part !== '').join(' · ')}
            </option>
          ))}
        </Select>
        {MODES.map((one) => (
          <Button
            key={one}
            look="quiet"
            aria-pressed={(both ? mode : 'beside') === one}
            disabled={!both}
            onClick={() => setMode(one)}
          >
            {words.results[one]}
          </Button>
        ))}
      </div>
      <div className="pairs-stages">
        {both && mode !== 'beside' ? (
          <Stage
            picture={pair.left}
            against={pair.right}
            mode={mode}
            label={inertName(pair.name)}
          />
        ) : (
          <>
            <Side pair={pair} side="left" />
            <Side pair={pair} side="right" />
          </>
        )}
      </div>
      {/\.exr$/i.test(pair.name) && <Exposure />}
      <p className="pairs-note">{words.results.keptHelp}</p>
    </section>
  );
}

function only(pair: PicturePair): string {
  if (!pair.left) return words.results.onlyNewer;
  return pair.right ? '' : words.results.onlyOlder;
}

function Side({ pair, side }: { readonly pair: PicturePair; readonly side: 'left' | 'right' }) {
  const picture = pair[side];
  const title = side === 'left' ? words.history.older : words.history.newer;
  if (!picture)
    return (
      <p className="results-none">
        {title}: {words.results.notThere}
      </p>
    );
  return (
    <Stage
      key={pair.name}
      picture={picture}
      against={undefined}
      mode="wipe"
      label={`${title}: ${inertName(pair.name)}`}
    />
  );
}

function usePairs(left: RunRecord, right: RunRecord): readonly PicturePair[] | string | undefined {
  const [pairs, setPairs] = useState<readonly PicturePair[] | string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run is its number, and what it wrote once it has ended.
  useEffect(() => {
    let current = true;
    setPairs(undefined);
    Promise.all([picturesOf(left), picturesOf(right)]).then(
      ([a, b]) => current && setPairs(pairPictures(a, b)),
      (error: unknown) => current && setPairs(failureText(error)),
    );
    return () => {
      current = false;
    };
  }, [left.id, right.id, left.endedAt, right.endedAt]);
  return pairs;
}
