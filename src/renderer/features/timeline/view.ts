import type { Span } from './lanes.ts';

/** The shortest stretch of time that is shown: a bar of a millisecond can still be seen. */
const SHORTEST = 20;

/** The whole with a little room at the end, so that the last bar does not touch the edge. */
export function fitted(whole: Span): Span {
  return { from: whole.from, to: whole.to + (whole.to - whole.from) * 0.02 };
}

/** Zooms about a time, which stays where it is; never beyond the whole. */
export function zoom(view: Span, whole: Span, at: number, factor: number): Span {
  const length = Math.max(SHORTEST, (view.to - view.from) * factor);
  const share = (at - view.from) / Math.max(1e-9, view.to - view.from);
  const from = at - length * share;
  return bounded({ from, to: from + length }, whole);
}

export function pan(view: Span, whole: Span, by: number): Span {
  return bounded({ from: view.from + by, to: view.to + by }, whole);
}

/** Moves a view so that a stretch of time is in it; undefined when it is already. */
export function reveal(view: Span, whole: Span, from: number, to: number): Span | undefined {
  if (to >= view.from && from <= view.to) return undefined;
  const length = view.to - view.from;
  const middle = (from + to) / 2;
  return bounded({ from: middle - length / 2, to: middle + length / 2 }, whole);
}

function bounded(view: Span, whole: Span): Span {
  const most = fitted(whole);
  const length = Math.min(view.to - view.from, most.to - most.from);
  const from = Math.max(most.from, Math.min(view.from, most.to - length));
  return { from, to: from + length };
}

const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000,
  300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 18_000_000, 36_000_000, 86_400_000,
];

/** Times of the axis since `origin`, in even steps at least `spacing` pixels apart. */
export function ticks(
  view: Span,
  width: number,
  origin: number,
  spacing = 80,
): { readonly step: number; readonly times: readonly number[] } {
  const perPixel = (view.to - view.from) / Math.max(1, width);
  const least = perPixel * spacing;
  const step = STEPS.find((one) => one >= least) ?? Math.ceil(least / 86_400_000) * 86_400_000;
  const times: number[] = [];
  const first = Math.ceil((view.from - origin) / step);
  for (let i = first; origin + i * step <= view.to; i++) times.push(i * step);
  return { step, times };
}

/** `0.25 s`, `12 s`, `3:05`, `1:02:03`: a time of the axis with as many places as its steps need. */
export function tickText(time: number, step: number): string {
  const places = step >= 1000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3;
  if (time === 0) return '0 s';
  const seconds = time / 1000;
  if (seconds < 60) return `${seconds.toFixed(places)} s`;
  const two = (n: number) => String(n).padStart(2, '0');
  const whole = Math.floor(seconds);
  const fraction = places > 0 ? (seconds - whole).toFixed(places).slice(1) : '';
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = `${two(whole % 60)}${fraction}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
