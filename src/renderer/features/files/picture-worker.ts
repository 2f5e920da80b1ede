import { decodeExr } from './exr/decode.ts';
import type { Light } from './exr/light.ts';
import { shrink } from './exr/shrink.ts';
import { expose } from './exr/tone.ts';

/** Decodes pictures apart from the page and makes them small: what comes back is pixels, nothing else. */

export interface PictureRequest {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** The longer edge of the result at most. */
  readonly edge: number;
}

export interface Decoded {
  readonly bitmap: ImageBitmap;
  /** The size of the whole picture, upright: one that was taken sideways says so within the file. */
  readonly width: number;
  readonly height: number;
  /** Where the picture holds light and not colours: what it looks like depends on the exposure. */
  readonly light?: Light;
}

export type PictureResponse =
  | ({ readonly id: number } & Decoded)
  | { readonly id: number; readonly error: string };

self.onmessage = async (event: MessageEvent<PictureRequest>) => {
  const { id } = event.data;
  try {
    const decoded = await decode(event.data);
    self.postMessage({ id, ...decoded } satisfies PictureResponse, {
      transfer: [decoded.bitmap, ...(decoded.light ? [decoded.light.data.buffer] : [])],
    });
  } catch (error) {
    self.postMessage({
      id,
      error: error instanceof Error ? error.message : String(error),
    } satisfies PictureResponse);
  }
};

async function decode({ bytes, type, edge }: PictureRequest): Promise<Decoded> {
  if (type === 'image/x-exr') {
    const whole = await decodeExr(bytes);
    const { width, height } = whole;
    const light = shrink(whole, edge);
    return { bitmap: await createImageBitmap(expose(light, 0)), width, height, light };
  }
  // Which side is up is known once it is decoded, and with that its size.
  const whole = await createImageBitmap(new Blob([bytes], { type }));
  const { width, height } = whole;
  const scale = edge / Math.max(width, height);
  if (scale >= 1) return { bitmap: whole, width, height };
  const bitmap = await createImageBitmap(whole, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'medium',
  });
  whole.close();
  return { bitmap, width, height };
}
