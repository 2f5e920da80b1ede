import { decodeExr } from './exr/decode.ts';
import type { Light } from './exr/light.ts';
import { shrink } from './exr/shrink.ts';
import { expose } from './exr/tone.ts';

/** Decodes pictures apart from the page and makes them small: what comes back is pixels, nothing else. */

export interface PictureRequest {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  /** The longer edge of the result at most. */
  readonly edge: number;
}

export type PictureResponse =
  | { readonly id: number; readonly bitmap: ImageBitmap; readonly light?: Light }
  | { readonly id: number; readonly error: string };

self.onmessage = async (event: MessageEvent<PictureRequest>) => {
  const { id, bytes, type, width, height, edge } = event.data;
  try {
    if (type === 'image/x-exr') {
      const light = shrink(await decodeExr(bytes), edge);
      const bitmap = await createImageBitmap(expose(light, 0));
      self.postMessage({ id, bitmap, light } satisfies PictureResponse, {
        transfer: [bitmap, light.data.buffer],
      });
      return;
    }
    const scale = Math.min(1, edge / Math.max(width, height));
    const bitmap = await createImageBitmap(new Blob([bytes], { type }), {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'medium',
    });
    self.postMessage({ id, bitmap } satisfies PictureResponse, { transfer: [bitmap] });
  } catch (error) {
    self.postMessage({
      id,
      error: error instanceof Error ? error.message : String(error),
    } satisfies PictureResponse);
  }
};
