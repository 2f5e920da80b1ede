const URI = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//;

/** Whether a path is a URI, like `s3://bucket/key` (§1.2.1). */
export function isUri(text: string): boolean {
  return URI.test(text);
}

/**
 * A URI path: everything up to the path (`s3://bucket`) is opaque, the path is split at slashes and never
 * normalised, because `a//b` and `a/b` may be different things.
 */
interface UriPath {
  readonly prefix: string;
  readonly segments: readonly string[];
}

export function parseUri(text: string): UriPath {
  const authority = URI.exec(text)?.[0].length ?? 0;
  const slash = text.indexOf('/', authority);
  if (slash < 0) return { prefix: text, segments: [] };
  return { prefix: text.slice(0, slash), segments: text.slice(slash + 1).split('/') };
}

export function formatUri({ prefix, segments }: UriPath): string {
  return segments.length === 0 ? prefix : `${prefix}/${segments.join('/')}`;
}

/** The segments that a join or `parts` sees: a trailing slash adds none. */
export function significantSegments(segments: readonly string[]): readonly string[] {
  return segments.at(-1) === '' ? segments.slice(0, -1) : segments;
}

/**
 * What of a URI lies behind a prefix URI: a plain comparison of text up to a slash. Undefined when it does
 * not start with it.
 */
export function textBehindUri(text: string, prefix: string): string | undefined {
  const base = prefix.replace(/\/+$/, '');
  if (!text.startsWith(base)) return undefined;
  const rest = text.slice(base.length);
  return rest === '' || rest.startsWith('/') ? rest : undefined;
}
