export type SessionErrorCode =
  | 'session-directory'
  | 'unsafe-directory'
  /** The library is used in an order that the specification does not allow. */
  | 'wrong-order'
  /** Two environments of one session define wrap hooks (§4.3). */
  | 'two-wrap-layers'
  | 'user';

/** Why a session cannot be opened or used. A failing action is never one of these: it is a result. */
export class SessionError extends Error {
  readonly code: SessionErrorCode;

  constructor(code: SessionErrorCode, message: string) {
    super(message);
    this.name = 'SessionError';
    this.code = code;
  }
}
