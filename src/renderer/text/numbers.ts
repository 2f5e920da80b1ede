/** Numbers, times and sizes as people read them. */

/** Groups digits of an integer of any size: `1,000,000`. */
export function groupDigits(value: bigint | number | string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function plural(count: bigint | number | string, one: string, many = `${one}s`): string {
  return `${groupDigits(count)} ${String(count) === '1' ? one : many}`;
}

/** The plural of a parameter's name: `Frame` → `frames`, `Layer` → `layers`. */
export function pluralName(name: string, count: string): string {
  // A letter or an abbreviation is no word that has a plural: `10 F`, `4 UV`.
  if (name.length < 3 || name === name.toUpperCase()) return name;
  const word = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  if (count === '1') return word;
  if (/(?:s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** `40 ms`, `0.9 s`, `12 s`, `3:05`, `1:02:03`. */
export function duration(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  return seconds < LONG * 3600 ? clock(ms) : days(ms);
}

/** A length of time in words: `45 s`, `5 min`, `1 h 30 min`. */
export function span(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const parts = [
    minutes >= 60 && `${Math.floor(minutes / 60)} h`,
    minutes % 60 > 0 && `${minutes % 60} min`,
    seconds % 60 > 0 && minutes < 60 && `${seconds % 60} s`,
  ];
  return parts.filter((part) => part !== false).join(' ');
}

/** `00:41`, `1:02:03`: a running clock of steady width. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** `12:04:31.118` in local time. */
function timeOfDay(ms: number): string {
  const date = new Date(ms);
  const pad = (n: number, width = 2) => String(n).padStart(width, '0');
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12:04:31` for today, `3 Mar 12:04` this year, `3 Mar 2024` before; local time. */
export function moment(ms: number, now: number): string {
  const date = new Date(ms);
  const today = new Date(now);
  const day = `${date.getDate()} ${MONTHS[date.getMonth()]}`;
  if (date.getFullYear() !== today.getFullYear()) return `${day} ${date.getFullYear()}`;
  const time = timeOfDay(ms);
  return date.toDateString() === today.toDateString()
    ? time.slice(0, 8)
    : `${day} ${time.slice(0, 5)}`;
}

/** `about 3 min left`, coarse on purpose. */
export function roughly(ms: number): string {
  if (ms < 5000) return 'a few seconds';
  if (ms < 55_000) return `about ${Math.max(5, Math.round(ms / 5000) * 5)} s`;
  const minutes = ms / 60_000;
  if (minutes < 90) return `about ${Math.max(1, Math.round(minutes))} min`;
  const hours = Math.round(minutes / 60);
  return `about ${hours < LONG ? `${hours} h` : days(ms)}`;
}

/** Hours from which on nobody counts in hours. */
const LONG = 100;
const DAY = 86_400_000;
const YEAR = 365 * DAY;

/** `12 days`, `44,499 years`: what only a trillion tasks take. */
function days(ms: number): string {
  return ms < 2 * YEAR
    ? plural(Math.round(ms / DAY), 'day')
    : plural(Math.round(ms / YEAR), 'year');
}

export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let amount = value / 1024;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1024;
    unit++;
  }
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`;
}
