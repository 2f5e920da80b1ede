import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const COOKIE = 'jobwright_session';

/**
 * Who may talk to the local server: requests that name this server in `Host` (and in `Origin`, where there
 * is one) and carry the session's cookie. The cookie is given once, for the one-time token in the printed
 * address; a reload of the page then needs no token.
 */
export class SessionGuard {
  readonly #hosts: ReadonlySet<string>;
  readonly #origins: ReadonlySet<string>;
  readonly #sessions = new Set<string>();
  readonly #tokens = new Set<string>();
  readonly #cookieName: string;

  constructor(port: number) {
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    this.#hosts = new Set(hosts);
    this.#origins = new Set(hosts.map((host) => `http://${host}`));
    // Cookies ignore ports: two servers on one machine must not take each other's away.
    this.#cookieName = `${COOKIE}_${port}`;
  }

  /** A token for one visit. */
  newToken(): string {
    const token = randomBytes(24).toString('base64url');
    this.#tokens.add(token);
    return token;
  }

  /** True when the request was meant for this server: no other name (DNS rebinding), no other page. */
  isLocal(request: IncomingMessage): boolean {
    if (!this.#hosts.has(request.headers.host ?? '')) return false;
    const origin = request.headers.origin;
    return origin === undefined || this.#origins.has(origin);
  }

  /** Exchanges a token for a cookie header; undefined when the token is wrong or used. */
  redeem(token: string): string | undefined {
    const found = [...this.#tokens].find((known) => equal(known, token));
    if (found === undefined) return undefined;
    this.#tokens.delete(found);
    const session = randomBytes(24).toString('base64url');
    this.#sessions.add(session);
    return `${this.#cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  hasSession(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const prefix = `${this.#cookieName}=`;
    return cookies.some(
      (cookie) =>
        cookie.startsWith(prefix) &&
        [...this.#sessions].some((known) => equal(known, cookie.slice(prefix.length))),
    );
  }
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
