import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FileRef } from '../../stores/results-store.ts';
import { text as words } from '../../text/en.ts';
import { useExposure } from './exposure.tsx';
import { expose } from './exr/tone.ts';
import { FULL, type Picture, usePicture } from './pictures.ts';
import { type Place, placePictures } from './placing.ts';

export type CompareMode = 'wipe' | 'difference';

interface Props {
  readonly picture: FileRef;
  /** The picture that was kept to compare with. */
  readonly against: FileRef | undefined;
  readonly mode: CompareMode;
  readonly label: string;
}

/** A picture as large as there is room, alone or against another one. */
export function Stage({ picture: ref, against, mode, label }: Props) {
  const picture = useSteady(usePicture(ref, FULL));
  const other = usePicture(against, FULL);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [share, setShare] = useState(50);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  const front = useExposed(picture);
  const back = useExposed(other);
  useEffect(() => {
    if (canvas.current && front) draw(canvas.current, size, front, back, mode, share / 100);
  }, [front, back, size, mode, share]);
  const trouble = problem(picture) ?? (against && problem(other));
  return (
    <div className="stage" ref={box}>
      {!picture && <p className="results-none">{words.results.reading}</p>}
      {trouble !== undefined && <p className="stage-trouble">{trouble}</p>}
      {picture && 'url' in picture && <img src={picture.url} alt={label} />}
      <canvas
        ref={canvas}
        role="img"
        aria-label={back ? words.results.comparing(label) : label}
        hidden={!front}
      />
      {front && back && mode === 'wipe' && (
        <input
          type="range"
          className="stage-wipe"
          aria-label={words.results.wipePlace}
          min={0}
          max={100}
          step={1}
          value={share}
          onChange={(event) => setShare(Number(event.target.value))}
        />
      )}
    </div>
  );
}

function problem(picture: Picture | undefined): string | undefined {
  return picture && 'error' in picture ? picture.error : undefined;
}

/** The picture before stays until the next one is there: playing does not flicker. */
function useSteady(picture: Picture | undefined): Picture | undefined {
  const last = useRef<Picture>(undefined);
  if (picture) last.current = picture;
  return picture ?? last.current;
}

interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly bitmap: ImageBitmap | HTMLCanvasElement;
}

/** A picture as it is drawn; one of light as it looks at the chosen exposure. */
function useExposed(picture: Picture | undefined): Drawn | undefined {
  const stops = useExposure((state) => state.stops);
  return useMemo(() => {
    if (!picture || !('bitmap' in picture)) return undefined;
    if (!picture.light || stops === 0) return picture;
    const bitmap = document.createElement('canvas');
    bitmap.width = picture.light.width;
    bitmap.height = picture.light.height;
    bitmap.getContext('2d')?.putImageData(expose(picture.light, stops), 0, 0);
    return { width: picture.width, height: picture.height, bitmap };
  }, [picture, stops]);
}

function draw(
  canvas: HTMLCanvasElement,
  room: { readonly width: number; readonly height: number },
  front: Drawn,
  back: Drawn | undefined,
  mode: CompareMode,
  share: number,
): void {
  const placing = placePictures(room, front, back);
  const { width, height } = placing.box;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  // A picture that was let go of has no pixels: it is on its way again.
  if (!context || front.bitmap.width === 0) return;
  // Enlarged far enough, pixels are shown as they are.
  context.imageSmoothingEnabled = placing.scale < 3;
  const put = (bitmap: Drawn['bitmap'], { x, y, width, height }: Place) =>
    context.drawImage(bitmap, x * ratio, y * ratio, width * ratio, height * ratio);
  put(front.bitmap, placing.front);
  if (!back || !placing.back || back.bitmap.width === 0) return;
  if (mode === 'difference') {
    context.globalCompositeOperation = 'difference';
    put(back.bitmap, placing.back);
    return;
  }
  const at = Math.round(canvas.width * share);
  context.save();
  context.beginPath();
  context.rect(at, 0, canvas.width - at, canvas.height);
  context.clip();
  // Of another shape, it leaves some of the first one uncovered.
  context.clearRect(at, 0, canvas.width - at, canvas.height);
  put(back.bitmap, placing.back);
  context.restore();
  context.fillStyle = getComputedStyle(canvas).getPropertyValue('--accent');
  context.fillRect(at - ratio / 2, 0, ratio, canvas.height);
}
