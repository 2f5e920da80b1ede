interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place extends Size {
  readonly x: number;
  readonly y: number;
}

/** Where a picture stands, and one that it is compared with, in the smallest box that holds both. */
interface Placing {
  readonly box: Size;
  /** How much the first is enlarged. */
  readonly scale: number;
  readonly front: Place;
  readonly back: Place | undefined;
}

const MARGIN = 8;
/** A small picture is not blown up beyond what can be judged. */
const MOST_ENLARGED = 4;

/**
 * Each picture as large as there is room, in its own shape, both around one middle. Two of one shape cover each
 * other, also where one has more pixels.
 */
export function placePictures(room: Size, front: Size, back: Size | undefined): Placing {
  const scale = scaleOf(room, front);
  const first = scaled(front, scale);
  const second = back && (isSameShape(front, back) ? first : scaled(back, scaleOf(room, back)));
  const box = {
    width: Math.max(first.width, second?.width ?? 0),
    height: Math.max(first.height, second?.height ?? 0),
  };
  return { box, scale, front: centred(first, box), back: second && centred(second, box) };
}

function scaleOf(room: Size, { width, height }: Size): number {
  return Math.min(
    Math.max(1, room.width - 2 * MARGIN) / width,
    Math.max(1, room.height - 2 * MARGIN) / height,
    MOST_ENLARGED,
  );
}

function scaled({ width, height }: Size, scale: number): Size {
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** A picture of fewer pixels is rounded to whole ones: half a pixel of the smaller one is no other shape. */
function isSameShape(a: Size, b: Size): boolean {
  const small = a.width < b.width ? a : b;
  const large = small === a ? b : a;
  return Math.abs((large.height * small.width) / large.width - small.height) < 1;
}

function centred(size: Size, box: Size): Place {
  return { ...size, x: (box.width - size.width) / 2, y: (box.height - size.height) / 2 };
}
