import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { showTaskOf } from '../../stores/tasks-of-actions.ts';
import { text as words } from '../../text/en.ts';
import { refOf } from './model.ts';
import type { Found } from './sequences.ts';
import { Thumb } from './thumb.tsx';

const WIDTH = 92;

/** A frame that is there, or a task that should have written it. */
export type Place =
  | { readonly number: number; readonly file: Found }
  | { readonly number: number; readonly task: ActionRecord };

interface Props {
  readonly runId: string;
  readonly places: readonly Place[];
  readonly file: Found;
  readonly onFrame: (file: Found) => void;
  readonly onPlay: () => void;
}

/** Thumbnails in a row; only those in view exist, and only these are read. */
export function Strip({ runId, places, file, onFrame, onPlay }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [left, setLeft] = useState(0);
  const [width, setWidth] = useState(0);
  const at = places.findIndex((place) => 'file' in place && place.file.path === file.path);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = scroller.current;
    if (!element || at < 0) return;
    const from = at * WIDTH;
    if (from < element.scrollLeft) element.scrollLeft = from;
    else if (from + WIDTH > element.scrollLeft + width) element.scrollLeft = from + WIDTH - width;
  }, [at, width]);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, readonly [number, 1 | -1]> = {
      ArrowRight: [at + 1, 1],
      ArrowLeft: [at - 1, -1],
      Home: [0, 1],
      End: [places.length - 1, -1],
    };
    const move = moves[event.key];
    if (event.key === ' ') onPlay();
    else if (!move) return;
    else {
      let to = move[0];
      // Frames that are missing have nothing to show.
      while (places[to] && !('file' in (places[to] as Place))) to += move[1];
      const place = places[to];
      if (place && 'file' in place) onFrame(place.file);
    }
    event.preventDefault();
  };
  const first = Math.max(0, Math.floor(left / WIDTH) - 1);
  const last = Math.ceil((left + width) / WIDTH) + 1;
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={words.results.strip}
      aria-orientation="horizontal"
      aria-activedescendant={at >= first && at < last ? `frame-${at}` : undefined}
      className="strip scroll"
      onScroll={(event) => setLeft(event.currentTarget.scrollLeft)}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="strip-space" style={{ width: places.length * WIDTH }}>
        {places.slice(first, last).map((place, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the strip takes the keys for all its frames.
          <div
            key={place.number}
            role="option"
            id={`frame-${first + i}`}
            tabIndex={-1}
            aria-selected={first + i === at}
            aria-posinset={first + i + 1}
            aria-setsize={places.length}
            aria-label={
              'file' in place
                ? words.results.frameOf(place.number)
                : words.results.frameMissing(place.number)
            }
            className="strip-frame"
            style={{ left: (first + i) * WIDTH }}
            onClick={() => {
              if ('file' in place) onFrame(place.file);
              else void showTaskOf(place.task);
            }}
          >
            {'file' in place ? (
              <Thumb picture={place.file.size > 0 ? refOf(runId, place.file) : undefined} />
            ) : (
              <span className="thumb thumb-missing">{words.results.missingOne}</span>
            )}
            <span className="strip-number numbers" aria-hidden="true">
              {place.number}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
