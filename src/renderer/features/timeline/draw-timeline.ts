import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { endOf, LANE_HEIGHT, type Lane, type Span } from './lanes.ts';
import { type Mark, marksOf } from './marks.ts';
import { ticks, tickText } from './view.ts';

export const AXIS_HEIGHT = 22;
const BAR_TOP = 4;
const BAR_HEIGHT = LANE_HEIGHT - 2 * BAR_TOP;
const THIN = 6;
const STALLED = '--ansi-yellow';

const STATES: Record<ActionRecord['state'], string> = {
  running: '--running',
  succeeded: '--done',
  failed: '--failed',
  timeout: '--failed',
  canceled: '--faint',
};

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
  readonly lanes: readonly Lane[];
  readonly view: Span;
  /** When the run began: the axis counts from here. */
  readonly origin: number;
  readonly now: number;
  readonly active: boolean;
  /** Succeeded bars are drawn thin. */
  readonly fold: boolean;
  readonly selected: number | undefined;
  readonly hovered: number | undefined;
}

/** Draws what is in view; its cost is bounded by the bars of the lanes in view, its marks by the pixels. */
export function drawTimeline(canvas: HTMLCanvasElement, picture: Picture): void {
  const ratio = window.devicePixelRatio || 1;
  const { width, height } = picture;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const pen: Pen = {
    context,
    colours: Object.fromEntries(
      [...Object.values(STATES), STALLED].map((name) => [name, colour(name)]),
    ) as Pen['colours'],
    text: colour('--text'),
    ground: colour('--raised'),
    x: (time) => ((time - picture.view.from) / (picture.view.to - picture.view.from)) * width,
  };
  context.scale(ratio, ratio);
  context.font = `${style.fontSize} ${style.fontFamily}`;
  context.textBaseline = 'middle';
  drawAxis(pen, picture, colour('--line-soft'), colour('--dim'));
  context.save();
  context.beginPath();
  context.rect(0, AXIS_HEIGHT, width, height - AXIS_HEIGHT);
  context.clip();
  const first = Math.max(0, Math.floor(picture.scrollTop / LANE_HEIGHT));
  const last = Math.ceil((picture.scrollTop + height) / LANE_HEIGHT);
  picture.lanes.slice(first, last).forEach((lane, i) => {
    const top = AXIS_HEIGHT + (first + i) * LANE_HEIGHT - picture.scrollTop;
    context.fillStyle = colour('--line-soft');
    context.fillRect(0, top + LANE_HEIGHT - 1, width, 1);
    drawLane(pen, picture, lane, top);
  });
  if (picture.active) {
    context.fillStyle = colour('--accent');
    context.fillRect(Math.round(pen.x(picture.now)), AXIS_HEIGHT, 1, height);
  }
  context.restore();
}

interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly colours: Readonly<Record<string, string>>;
  readonly text: string;
  readonly ground: string;
  readonly x: (time: number) => number;
}

function drawAxis({ context, x }: Pen, picture: Picture, line: string, dim: string): void {
  const { step, times } = ticks(picture.view, picture.width, picture.origin);
  for (const time of times) {
    const at = Math.round(x(picture.origin + time));
    context.fillStyle = line;
    context.fillRect(at, AXIS_HEIGHT - 6, 1, picture.height);
    context.fillStyle = dim;
    const label = tickText(time, step);
    if (at + 4 + context.measureText(label).width < picture.width)
      context.fillText(label, at + 4, AXIS_HEIGHT / 2);
  }
  context.fillStyle = line;
  context.fillRect(0, AXIS_HEIGHT - 1, picture.width, 1);
}

function drawLane(pen: Pen, picture: Picture, lane: Lane, top: number): void {
  for (const mark of marksOf(lane, picture)) {
    if (mark.bar) drawBar(pen, picture, mark.bar, top, lane.folded);
    else drawSmall(pen, mark, top, picture.fold && mark.state === 'succeeded');
  }
}

function drawSmall({ context, colours, x }: Pen, small: Mark, top: number, thin: boolean): void {
  const left = x(small.from);
  context.fillStyle = colours[STATES[small.state]] ?? '';
  const height = thin ? THIN : BAR_HEIGHT;
  context.fillRect(
    left,
    top + (LANE_HEIGHT - 1 - height) / 2,
    Math.max(1, Math.min(x(small.to), left + 3) - left - 0.5),
    height,
  );
}

function drawBar(pen: Pen, picture: Picture, bar: ActionRecord, top: number, inFold: boolean) {
  const { context, x } = pen;
  const colour = pen.colours[STATES[bar.state]] ?? '';
  const left = Math.max(-4, x(bar.startedAt));
  const right = Math.min(picture.width + 4, x(endOf(bar, picture.now)));
  const width = Math.max(1.5, right - left - 1);
  const thin = inFold || (picture.fold && bar.state === 'succeeded');
  const height = thin ? THIN : BAR_HEIGHT;
  const y = top + (LANE_HEIGHT - 1 - height) / 2;
  const solid = thin || width < 6;
  context.fillStyle = pen.ground;
  context.fillRect(left, y, width, height);
  context.fillStyle = colour;
  context.globalAlpha = solid ? 1 : bar.state === 'failed' || bar.state === 'timeout' ? 0.34 : 0.2;
  context.fillRect(left, y, width, height);
  context.globalAlpha = 1;
  if (bar.stalledSince !== undefined && !solid) drawStall(pen, picture, bar, right, y, height);
  if (!solid) {
    context.fillRect(left, y, 2.5, height);
    drawInside(pen, bar, colour, left, y, width, height);
  }
  const selected = bar.id === picture.selected;
  if (!selected && bar.id !== picture.hovered) return;
  context.strokeStyle = pen.text;
  context.lineWidth = selected ? 2 : 1;
  context.strokeRect(left - 0.5, y - 1, width + 1, height + 2);
}

/** The stretch in which an action gave no sign of work: hatched. */
function drawStall(
  { context, x, colours }: Pen,
  picture: Picture,
  bar: ActionRecord,
  right: number,
  y: number,
  height: number,
): void {
  const from = Math.max(0, x(bar.stalledSince ?? picture.now));
  context.save();
  context.beginPath();
  context.rect(from, y, Math.max(0, right - from - 1), height);
  context.clip();
  context.strokeStyle = colours[STALLED] ?? '';
  context.lineWidth = 1.5;
  context.beginPath();
  for (let at = from - height; at < right; at += 6) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}

/** Shape and name of a bar, as far as it has room: state is never told by colour alone. */
function drawInside(
  pen: Pen,
  bar: ActionRecord,
  colour: string,
  left: number,
  y: number,
  width: number,
  height: number,
): void {
  if (width < 18) return;
  const { context } = pen;
  const from = Math.max(left, 0);
  drawShape(context, bar.state, colour, from + 11, y + height / 2);
  const room = left + width - from - 22;
  const label = labelFor(context, bar, room);
  if (label === '') return;
  context.fillStyle = pen.text;
  context.fillText(label, from + 19, y + height / 2 + 0.5);
}

function drawShape(
  context: CanvasRenderingContext2D,
  state: ActionRecord['state'],
  colour: string,
  x: number,
  y: number,
): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  if (state === 'succeeded') {
    context.moveTo(x - 3.5, y + 0.5);
    context.lineTo(x - 1, y + 3);
    context.lineTo(x + 4, y - 3);
  } else if (state === 'failed' || state === 'timeout') {
    context.moveTo(x - 3, y - 3);
    context.lineTo(x + 3, y + 3);
    context.moveTo(x + 3, y - 3);
    context.lineTo(x - 3, y + 3);
  } else {
    context.arc(x, y, 3.5, 0, Math.PI * 2);
    if (state === 'canceled') {
      context.moveTo(x - 2.5, y + 2.5);
      context.lineTo(x + 2.5, y - 2.5);
    }
  }
  context.stroke();
  if (state !== 'running') return;
  context.beginPath();
  context.arc(x, y, 3.5, Math.PI / 2, (Math.PI * 3) / 2);
  context.fill();
}

/** The whole label, else the task's values, else nothing. */
function labelFor(context: CanvasRenderingContext2D, bar: ActionRecord, room: number): string {
  if (room < 12) return '';
  const label = inertText(bar.label.slice(0, 200));
  if (context.measureText(label).width <= room) return label;
  const values =
    Object.values(bar.parameters ?? {})
      .join(' ')
      .slice(0, 200) || label;
  if (context.measureText(values).width <= room) return values;
  const fits = Math.floor(room / context.measureText('n').width) - 1;
  return fits < 2 ? '' : `${values.slice(0, fits)}…`;
}
