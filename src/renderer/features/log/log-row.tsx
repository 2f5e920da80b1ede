import { type CSSProperties, memo, useState } from 'react';
import type { LogTimes } from '../../../shared/protocol/log.ts';
import { levelOf } from '../../../shared/text/log-level.ts';
import { lineTime } from '../../../shared/text/log-text.ts';
import type { LogLine } from '../../logs/log-buffer.ts';
import { parseSgr, type SgrStyle } from '../../logs/sgr.ts';
import { text as words } from '../../text/en.ts';

/** Characters of one line that are drawn until someone asks for the rest; the whole is copied and searched. */
const SHOWN = 2000;

interface Props {
  readonly number: number;
  /** Where it is drawn; undefined: below the row before it, as high as its text. */
  readonly top: number | undefined;
  readonly line: LogLine | undefined;
  readonly times: LogTimes;
  /** When the log began, for relative times. */
  readonly origin: number;
  /** Which action it is of, in a log of several. */
  readonly source: string | undefined;
  /** What is searched for, to be marked. */
  readonly mark: string;
  readonly matchCase: boolean;
  readonly current: boolean;
}

export const LogRow = memo(
  function LogRow(props: Props) {
    const { number, top, line, times, origin, source, mark, matchCase, current } = props;
    const text = line?.text ?? '';
    const [whole, setWhole] = useState(false);
    const found = current && isBehind(text, mark, matchCase);
    const shown = text.length > SHOWN && !whole && !found ? text.slice(0, SHOWN) : text;
    const kind = kindOf(line);
    const level = line?.kind === 'o' ? levelOf(text.slice(0, SHOWN)) : undefined;
    return (
      <div
        className={`log-row log-kind-${kind} ${current ? 'log-row-current' : ''}`}
        data-line={number}
        style={top === undefined ? undefined : { transform: `translateY(${top}px)` }}
      >
        {level && (
          <span
            className={`log-level log-level-${level}`}
            role="img"
            aria-label={words.log.lineLevels[level]}
            title={words.log.lineLevels[level]}
          />
        )}
        {times !== 'off' && (
          <span
            className="log-time"
            data-time={line ? lineTime(line.time, times, origin) : ''}
            style={{ minWidth: `${TIME_WIDTH[times]}ch` }}
          />
        )}
        {source !== undefined && <span className="log-source" data-source={source} />}
        <span className="log-text">
          {kind === 'm' && (
            <span className="log-flag" role="img" aria-label={words.log.malformed} />
          )}
          {parseSgr(shown).map((span, at) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other identity than their place.
              key={at}
              className={span.inert ? 'log-inert' : undefined}
              style={spanStyle(span.style)}
            >
              {mark === '' ? span.text : marked(span.text, mark, matchCase)}
            </span>
          ))}
          {text.length > shown.length && (
            <button
              type="button"
              className="link log-more"
              title={words.log.cutHelp}
              onClick={() => setWhole(true)}
            >
              {words.log.cut(text.length - shown.length)}
            </button>
          )}
        </span>
      </div>
    );
  },
  (a, b) =>
    a.number === b.number &&
    a.top === b.top &&
    a.line?.text === b.line?.text &&
    a.line?.time === b.line?.time &&
    a.line?.kind === b.line?.kind &&
    a.times === b.times &&
    a.origin === b.origin &&
    a.source === b.source &&
    a.mark === b.mark &&
    a.matchCase === b.matchCase &&
    a.current === b.current,
);

/** What is searched for stands in the part of a long line that is not drawn. */
function isBehind(text: string, mark: string, matchCase: boolean): boolean {
  if (mark === '' || text.length <= SHOWN) return false;
  const behind = text.slice(SHOWN - mark.length);
  return matchCase ? behind.includes(mark) : behind.toLowerCase().includes(mark.toLowerCase());
}

/** Characters of a time of each form. */
const TIME_WIDTH: Record<LogTimes, number> = { off: 0, relative: 9, local: 12, utc: 13 };

/** Rulers of headings stand back, their titles and the command stand out. */
function kindOf(line: LogLine | undefined): string {
  if (line?.kind !== 'c') return line?.kind ?? 'o';
  if (/^[=-]*$/.test(line.text)) return 'ruler';
  return /^(?:--------- |Running )/.test(line.text) ? 'c' : 'i';
}

function spanStyle(style: SgrStyle): CSSProperties | undefined {
  if (Object.keys(style).length === 0) return undefined;
  const front = style.inverse ? (style.background ?? 'inverse') : style.color;
  const back = style.inverse ? (style.color ?? 'front') : style.background;
  const lines = [style.underline && 'underline', style.strike && 'line-through'].filter(Boolean);
  return {
    ...(front === undefined ? {} : { color: colour(front) }),
    ...(back === undefined ? {} : { backgroundColor: colour(back) }),
    ...(style.bold ? { fontWeight: 600 } : {}),
    ...(style.dim ? { opacity: 0.7 } : {}),
    ...(style.italic ? { fontStyle: 'italic' } : {}),
    ...(lines.length > 0 ? { textDecoration: lines.join(' ') } : {}),
  };
}

function colour(name: string): string {
  if (name === 'inverse') return 'var(--raised)';
  if (name === 'front') return 'var(--text)';
  return name.startsWith('#') ? name : `var(--ansi-${name})`;
}

function marked(text: string, mark: string, matchCase: boolean) {
  const haystack = matchCase ? text : text.toLowerCase();
  const needle = matchCase ? mark : mark.toLowerCase();
  const parts = [];
  let from = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
    if (at > from) parts.push(text.slice(from, at));
    parts.push(<mark key={at}>{text.slice(at, at + needle.length)}</mark>);
    from = at + needle.length;
  }
  parts.push(text.slice(from));
  return parts;
}
