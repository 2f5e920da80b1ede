import { useEffect, useMemo, useRef, useState } from 'react';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { type Results, refOf } from './model.ts';
import { FULL, pictureNow, want } from './pictures.ts';
import { type Found, isPicture, type Sequence } from './sequences.ts';
import { type Place, Strip } from './strip.tsx';
import type { MissingFrame } from './writers.ts';

const RATES = [6, 12, 24, 25, 30, 60];
/** Frames that are decoded ahead. */
const AHEAD = 8;

interface Props {
  readonly results: Results;
  readonly item: Sequence;
  readonly missing: readonly MissingFrame[];
  readonly file: Found;
  readonly onFrame: (file: Found) => void;
}

/** A sequence as one strip: played, stepped through, with the frames that are missing in their places. */
export function Player({ results, item, missing, file, onFrame }: Props) {
  const [playing, setPlaying] = useState(false);
  const [rate, setRate] = useState(24);
  const at = item.frames.findIndex((frame) => frame.file.path === file.path);
  const pictures = isPicture(file.path);
  const places = useMemo(
    (): Place[] =>
      [
        ...item.frames.map(({ number, file: one }): Place => ({ number, file: one })),
        ...missing.map(({ number, task }): Place => ({ number, task })),
      ].sort((a, b) => a.number - b.number),
    [item, missing],
  );
  const current = useRef({ item, at, onFrame });
  current.current = { item, at, onFrame };
  useEffect(() => {
    if (!playing) return;
    const ref = (index: number) => {
      const { frames } = current.current.item;
      const frame = frames[index % frames.length];
      return frame && frame.file.size > 0 ? refOf(results.runId, frame.file) : undefined;
    };
    const timer = setInterval(() => {
      const now = current.current;
      for (let i = AHEAD; i >= 1; i--) {
        const next = ref(now.at + i);
        if (next) want(next, FULL);
      }
      const next = ref(now.at + 1);
      // A frame that is not there yet is waited for; one that is empty is passed over.
      if (next && !pictureNow(next, FULL)) return;
      const frame = now.item.frames[(now.at + 1) % now.item.frames.length];
      if (frame) now.onFrame(frame.file);
    }, 1000 / rate);
    return () => clearInterval(timer);
  }, [playing, rate, results.runId]);
  return (
    <div className="player">
      {pictures && (
        <Strip
          runId={results.runId}
          places={places}
          file={file}
          onFrame={onFrame}
          onPlay={() => setPlaying(!playing)}
        />
      )}
      <div className="player-bar numbers">
        {pictures && (
          <Button look="quiet" aria-pressed={playing} onClick={() => setPlaying(!playing)}>
            <span className={playing ? 'player-pause' : 'player-play'} aria-hidden="true" />
            {playing ? words.results.pause : words.results.play}
          </Button>
        )}
        <input
          type="range"
          className="player-range"
          aria-label={words.results.frame}
          aria-valuetext={words.results.frameOf(item.frames[at]?.number ?? 0)}
          min={0}
          max={item.frames.length - 1}
          step={1}
          value={Math.max(0, at)}
          onChange={(event) => {
            const frame = item.frames[Number(event.target.value)];
            if (frame) onFrame(frame.file);
          }}
        />
        <span className="player-frame">{item.frames[at]?.number}</span>
        {pictures && (
          <Select
            className="player-rate"
            aria-label={words.results.rate}
            value={rate}
            onChange={(event) => setRate(Number(event.target.value))}
          >
            {RATES.map((one) => (
              <option key={one} value={one}>
                {words.results.perSecond(one)}
              </option>
            ))}
          </Select>
        )}
      </div>
    </div>
  );
}
