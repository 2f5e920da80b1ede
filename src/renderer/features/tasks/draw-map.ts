import { type Bins, NO_TIME } from './heat-map.ts';

interface CellShape {
  readonly width: number;
  readonly height: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly gap: number;
}

/** How large cells are in a given width: at least 14 px high while there are few rows. */
export function shapeOf(bins: Bins, width: number): CellShape {
  const cellWidth = width / bins.columns;
  const cellHeight = bins.rows <= 6 ? 16 : Math.max(2, Math.floor(96 / bins.rows));
  return {
    width,
    height: cellHeight * bins.rows,
    cellWidth,
    cellHeight,
    gap: cellWidth >= 4 ? Math.min(2, cellWidth / 4) : 0,
  };
}

const NAMES: Readonly<Record<string, string>> = {
  d: '--done',
  r: '--running',
  f: '--failed',
  c: '--faint',
  w: '--waiting',
  '-': '--waiting',
};

/** Draws the cells; a failed one is also crossed, a running one half filled, where there is room. */
export function drawMap(
  canvas: HTMLCanvasElement,
  bins: Bins,
  shape: CellShape,
  marked: { column: number; row: number } | undefined,
  /** Places of the tasks of a scout, shown by a corner. */
  scouts: readonly { column: number; row: number }[] = [],
): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(shape.width * ratio);
  canvas.height = Math.round(shape.height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  const colours = new Map(
    Object.entries(NAMES).map(([letter, name]) => [letter, style.getPropertyValue(name).trim()]),
  );
  const accent = style.getPropertyValue('--accent').trim();
  const ground = style.getPropertyValue('--panel').trim();
  context.scale(ratio, ratio);
  const gapY = shape.cellHeight >= 8 ? 2 : 0;
  bins.cells.forEach((letter, at) => {
    if (letter === ' ') return;
    const column = at % bins.columns;
    const row = Math.floor(at / bins.columns);
    const x = column * shape.cellWidth;
    const y = row * shape.cellHeight;
    const w = Math.max(0.5, shape.cellWidth - shape.gap);
    const h = shape.cellHeight - gapY;
    const time = bins.times?.[at];
    const timed = time !== undefined && time !== NO_TIME;
    context.globalAlpha = timed
      ? 0.25 + (0.75 * time) / 254
      : letter === '-' || bins.times
        ? 0.55
        : 1;
    context.fillStyle = timed ? accent : (colours.get(bins.times ? 'w' : letter) ?? '');
    context.fillRect(x, y, w, h);
    context.globalAlpha = 1;
    if (w < 5 || h < 8 || bins.times) return;
    context.strokeStyle = ground;
    context.lineWidth = 1.5;
    if (letter === 'f') {
      const s = Math.min(w, h) / 2 - 1;
      const cx = x + w / 2;
      const cy = y + h / 2;
      context.beginPath();
      context.moveTo(cx - s, cy - s);
      context.lineTo(cx + s, cy + s);
      context.moveTo(cx + s, cy - s);
      context.lineTo(cx - s, cy + s);
      context.stroke();
    } else if (letter === 'r') {
      context.globalAlpha = 0.55;
      context.fillStyle = ground;
      context.fillRect(x, y, w, h / 2);
      context.globalAlpha = 1;
    }
  });
  context.fillStyle = style.getPropertyValue('--text').trim();
  for (const { column, row } of scouts) {
    const size = Math.min(4, Math.max(2, shape.cellHeight / 3));
    context.fillRect(column * shape.cellWidth, row * shape.cellHeight, size, size);
  }
  if (!marked) return;
  context.strokeStyle = style.getPropertyValue('--text').trim();
  context.lineWidth = 2;
  context.strokeRect(
    marked.column * shape.cellWidth + 0.5 - Math.min(1, shape.gap / 2),
    marked.row * shape.cellHeight + 1,
    Math.max(4, shape.cellWidth - shape.gap + Math.min(2, shape.gap) - 1),
    shape.cellHeight - gapY - 2,
  );
}
