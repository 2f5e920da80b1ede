/** What an action says to the runtime by a line of its output (How Jobs Are Run, Stdout/Stderr Messages). */
export type Directive =
  | { readonly kind: 'progress'; readonly value: number }
  | { readonly kind: 'status'; readonly message: string }
  | { readonly kind: 'fail'; readonly message: string }
  | { readonly kind: 'env'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'redacted-env';
      readonly name: string;
      readonly value: string;
      /** The value as it is written in the line, where that differs (a JSON string). */
      readonly written: string;
    }
  | { readonly kind: 'unset-env'; readonly name: string }
  | { readonly kind: 'log-level'; readonly level: LogLevel }
  /** Looks like a directive and is none; `fails` says whether the action fails of it. */
  | {
      readonly kind: 'malformed';
      readonly message: string;
      readonly fails: boolean;
      /** What may be a secret although the line is wrong. */
      readonly secret?: string;
    };

export type LogLevel = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR';

const PATTERN =
  /^openjd_(progress|status|fail|env|redacted_env|unset_env|session_runtime_loglevel): (.*)$/s;
const NEAR_MISS = /^\s*openjd_(env|redacted_env|unset_env)(?=[:\s]|$)/i;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** True for a text that may contain a directive or a near miss of one: a quick look before a slow one. */
export function mayHoldDirective(text: string): boolean {
  return /openjd_/i.test(text);
}

/** The directive in a line, or undefined for a line of ordinary output. */
export function parseDirective(line: string): Directive | undefined {
  const match = PATTERN.exec(line);
  if (match === null) {
    const near = NEAR_MISS.exec(line);
    return near === null ? undefined : nearMiss(line, near[1]?.toLowerCase() ?? '');
  }
  const payload = match[2] ?? '';
  switch (match[1]) {
    case 'progress':
      return parseProgress(payload.trim());
    case 'status':
      return { kind: 'status', message: payload };
    case 'fail':
      return { kind: 'fail', message: payload };
    case 'env':
      return parseSet('openjd_env', payload, false);
    case 'redacted_env':
      return parseSet('openjd_redacted_env', payload, true);
    case 'unset_env':
      return parseUnset(payload);
    default:
      return parseLevel(payload.trim());
  }
}

function parseProgress(payload: string): Directive {
  const value = NUMBER.test(payload) ? Number(payload) : Number.NaN;
  if (value >= 0 && value <= 100) return { kind: 'progress', value };
  return {
    kind: 'malformed',
    fails: false,
    message: `openjd_progress needs a number from 0 to 100, not "${payload}"; it is ignored.`,
  };
}

function parseLevel(payload: string): Directive {
  if (payload === 'DEBUG' || payload === 'INFO' || payload === 'WARNING' || payload === 'ERROR') {
    return { kind: 'log-level', level: payload };
  }
  return {
    kind: 'malformed',
    fails: false,
    message: `openjd_session_runtime_loglevel needs DEBUG, INFO, WARNING or ERROR, not "${payload}"; it is ignored.`,
  };
}

/** `NAME=VALUE`, or that as a JSON string, for values that span lines (§4). */
function parseSet(directive: string, payload: string, redacted: boolean): Directive {
  let text = payload;
  if (payload.startsWith('"')) {
    const decoded = decodeJsonString(payload);
    if (decoded === undefined) {
      return malformed(`${directive}: the text in quotes is not a JSON string.`, redacted, payload);
    }
    text = decoded;
  }
  const equals = text.indexOf('=');
  if (equals < 0) return malformed(`${directive} needs NAME=VALUE.`, redacted, payload);
  const name = text.slice(0, equals);
  const value = text.slice(equals + 1);
  if (!NAME.test(name)) {
    const message = `${directive}: the name must be letters, digits and underscores and not begin with a digit.`;
    return malformed(message, redacted, payload);
  }
  if (value.includes('\0')) {
    return malformed(`${directive}: a value cannot contain a null character.`, redacted, payload);
  }
  if (!redacted) return { kind: 'env', name, value };
  return { kind: 'redacted-env', name, value, written: afterEquals(payload) };
}

function parseUnset(payload: string): Directive {
  const name = payload.trimEnd();
  if (NAME.test(name)) return { kind: 'unset-env', name };
  return malformed(
    'openjd_unset_env needs the name of a variable: letters, digits and underscores.',
    false,
    payload,
  );
}

function nearMiss(line: string, kind: string): Directive {
  const form = kind === 'unset_env' ? 'NAME' : 'NAME=VALUE';
  return malformed(
    `This line is nearly a directive. Write "openjd_${kind}: ${form}": lower case, at the beginning of the line, with a colon and one space.`,
    kind === 'redacted_env',
    line,
  );
}

function malformed(message: string, redacted: boolean, text: string): Directive {
  const secret = redacted ? afterEquals(text) : '';
  return { kind: 'malformed', fails: true, message, ...(secret === '' ? {} : { secret }) };
}

function afterEquals(text: string): string {
  const equals = text.indexOf('=');
  if (equals < 0) return '';
  const value = text.slice(equals + 1);
  return text.startsWith('"') && value.endsWith('"') ? value.slice(0, -1) : value;
}

function decodeJsonString(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
