/**
 * Arithmetic of a virtual list of any length. Browsers cap an element's height (33.5 million pixels in
 * Chromium): beyond a limit the scroll bar is scaled, and the true position is kept beside it.
 */
export const MAX_HEIGHT = 16_000_000;

export interface ListShape {
  readonly total: bigint;
  readonly rowHeight: number;
  readonly viewport: number;
}

export interface ListWindow {
  readonly first: bigint;
  readonly count: number;
  /** Pixels of the first row that are above the viewport. */
  readonly offset: number;
}

function trueHeight(shape: ListShape): bigint {
  return shape.total * BigInt(shape.rowHeight);
}

export function isScaled(shape: ListShape): boolean {
  return trueHeight(shape) > BigInt(MAX_HEIGHT);
}

/** The height of the element that carries the scroll bar. */
export function contentHeight(shape: ListShape): number {
  return isScaled(shape) ? MAX_HEIGHT : Number(trueHeight(shape));
}

function lastPosition(shape: ListShape): bigint {
  const last = trueHeight(shape) - BigInt(Math.floor(shape.viewport));
  return last > 0n ? last : 0n;
}

export function clampPosition(shape: ListShape, position: bigint): bigint {
  const last = lastPosition(shape);
  return position < 0n ? 0n : position > last ? last : position;
}

/** The true position (in pixels from the top of all rows) of a scroll bar's position. */
export function positionOf(shape: ListShape, scrollTop: number): bigint {
  if (!isScaled(shape)) return clampPosition(shape, BigInt(Math.max(0, Math.round(scrollTop))));
  const span = MAX_HEIGHT - shape.viewport;
  const share = Math.max(0, Math.min(1, scrollTop / span));
  // Six digits more than a double's share of a pixel would need are kept by integer arithmetic.
  return clampPosition(
    shape,
    (lastPosition(shape) * BigInt(Math.round(share * 1e12))) / 1_000_000_000_000n,
  );
}

/** Where the scroll bar stands for a true position. */
export function scrollTopOf(shape: ListShape, position: bigint): number {
  if (!isScaled(shape)) return Number(position);
  const last = lastPosition(shape);
  if (last === 0n) return 0;
  const share = Number((position * 1_000_000_000_000n) / last) / 1e12;
  return Math.round(share * (MAX_HEIGHT - shape.viewport));
}

/** The rows that are to be seen at a position. */
export function windowAt(shape: ListShape, position: bigint): ListWindow {
  const height = BigInt(shape.rowHeight);
  const at = clampPosition(shape, position);
  const first = at / height;
  const offset = Number(at % height);
  const fit = Math.ceil((shape.viewport + offset) / shape.rowHeight);
  const left = shape.total - first;
  return { first, count: left < BigInt(fit) ? Number(left) : fit, offset };
}

/** The position that brings a row wholly into view, or the present one when it is. */
export function reveal(shape: ListShape, position: bigint, row: bigint, margin = 0): bigint {
  const height = BigInt(shape.rowHeight);
  const top = row * height - BigInt(margin) * height;
  const bottom = (row + 1n + BigInt(margin)) * height;
  if (top < position) return clampPosition(shape, top);
  const view = BigInt(Math.floor(shape.viewport));
  return bottom > position + view ? clampPosition(shape, bottom - view) : position;
}
