import { useEffect, useRef } from 'react';
import type { FileRef } from '../../stores/results-store.ts';
import { text as words } from '../../text/en.ts';
import { THUMB, usePicture } from './pictures.ts';

/** A small picture; what it shows is said by what stands around it. */
export function Thumb({ picture: ref }: { readonly picture: FileRef | undefined }) {
  const picture = usePicture(ref, THUMB);
  const canvas = useRef<HTMLCanvasElement>(null);
  const bitmap = picture && 'bitmap' in picture ? picture.bitmap : undefined;
  useEffect(() => {
    const element = canvas.current;
    if (!element || !bitmap || bitmap.width === 0) return;
    element.width = bitmap.width;
    element.height = bitmap.height;
    element.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  if (!ref) return <span className="thumb thumb-missing">{words.results.emptyFile}</span>;
  if (picture && 'error' in picture)
    return (
      <span className="thumb thumb-missing" title={picture.error}>
        {words.results.noPreview}
      </span>
    );
  return (
    <span className={`thumb ${picture ? '' : 'thumb-loading'}`}>
      {picture && 'url' in picture ? <img src={picture.url} alt="" /> : <canvas ref={canvas} />}
    </span>
  );
}
