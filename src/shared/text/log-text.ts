import { inertText } from './inert.ts';

const COLOURS = /\u001b\[[0-9;:]*m/g;

/** A line of a log without escape sequences, the rest as it is shown: what copying and exporting give. */
export function plainText(line: string): string {
  return inertText(line.includes('\u001b') ? line.replace(COLOURS, '') : line);
}

const two = (n: number) => String(n).padStart(2, '0');
const three = (n: number) => String(n).padStart(3, '0');

/** `+0:04.118` since an origin, `12:04:31.118` here, `12:04:31.118Z` in UTC. */
export function lineTime(
  ms: number,
  how: 'off' | 'relative' | 'local' | 'utc',
  origin: number,
): string {
  if (how === 'off') return '';
  if (how === 'utc') return new Date(ms).toISOString().slice(11);
  if (how === 'relative') {
    const since = Math.max(0, ms - origin);
    const minutes = Math.floor(since / 60_000);
    const hours = Math.floor(minutes / 60);
    const clock = hours > 0 ? `${hours}:${two(minutes % 60)}` : `${minutes}`;
    return `+${clock}:${two(Math.floor(since / 1000) % 60)}.${three(Math.floor(since % 1000))}`;
  }
  const date = new Date(ms);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${three(date.getMilliseconds())}`;
}
