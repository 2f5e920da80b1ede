import { ExprError } from '../errors.ts';
import { boolValue, NULL, stringList, stringValue, type Value } from '../values.ts';
import { intArg, textArg } from './args.ts';
import { define, type FunctionDefinition } from './definition.ts';

const definitions: readonly FunctionDefinition[] = [
  define('join_host_port', '2.2.4', 'host:port, with brackets around an IPv6 literal', [
    '(host: string, port: int) -> string',
    (args) => {
      const host = textArg(args, 0);
      const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
      return stringValue(`${bracketed}:${intArg(args, 1)}`);
    },
  ]),
  define('split_host_port', '2.2.4', 'Host and port of host:port, or null without a port', [
    '(s: string) -> list[string]?',
    (args) => splitHostPort(textArg(args, 0)),
  ]),
  define('is_ipv4', '2.2.4', 'Whether the text is an IPv4 literal', [
    '(s: string) -> bool',
    (args) => boolValue(isIpv4(textArg(args, 0))),
  ]),
  define('is_ipv6', '2.2.4', 'Whether the text is an IPv6 literal', [
    '(s: string) -> bool',
    (args) => boolValue(isIpv6(textArg(args, 0))),
  ]),
];

/** Host names, ports and IP addresses (§2.2.4, SERVICE extension). */
export const hosts = definitions.map((definition) => ({
  ...definition,
  extension: 'SERVICE' as const,
}));

function splitHostPort(text: string): Value {
  if (text.startsWith('[')) {
    const match = /^\[([^[\]]*)\](?::(.+))?$/.exec(text);
    if (match === null)
      throw new ExprError('invalid-host', `The brackets of '${text}' do not enclose a host.`);
    return match[2] === undefined ? NULL : stringList([match[1] ?? '', match[2]]);
  }
  if (/[[\]]/.test(text))
    throw new ExprError('invalid-host', `The brackets of '${text}' do not enclose a host.`);
  const parts = text.split(':');
  // More than one colon without brackets is a bare IPv6 literal.
  const [host, port] = parts;
  return parts.length === 2 && host !== undefined && port ? stringList([host, port]) : NULL;
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 4 &&
    parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)
  );
}

function isIpv6(text: string): boolean {
  const inner = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  const [address = '', ...zone] = inner.split('%');
  if (zone.length > 1 || zone[0] === '') return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  // The last 32 bits may be written as an IPv4 literal.
  const embedded = last.includes('.');
  if (embedded && !isIpv4(last)) return false;
  const hex = embedded ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = hex.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}
