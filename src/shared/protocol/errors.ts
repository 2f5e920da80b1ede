import { z } from 'zod';
import { jsonValue } from './bundle.ts';

/**
 * Errors are data: a stable code, words for people, and what a caller needs to go on. They cross every
 * transport unchanged.
 */
export const errorCode = z.enum([
  'invalid-params',
  'unknown-method',
  'internal',
  'not-found',
  'not-readable',
  'not-writable',
  'not-a-bundle',
  'not-text',
  'too-large',
  /** The file on disk is not the one that was read: data has its new hash. */
  'changed-on-disk',
  /** Something is there already that would be written over. */
  'exists',
  /** Outside the bundle's folder. */
  'outside-bundle',
  /** The bundle must be trusted first: data is a TrustSheet. */
  'trust-required',
  /** Nothing runs unless a signer vouches for it: data is a SignatureState. */
  'signature-required',
  /** A file is no key that can be used: data has the problem. */
  'bad-key',
  /** The bundle holds what cannot be signed: data has code and path. */
  'not-signable',
  /** The template or the values have errors: data is the list of diagnostics. */
  'invalid-job',
  'unknown-run',
  'run-not-active',
  /** No terminal of this connection has the number. */
  'unknown-terminal',
  'unsupported',
  'disconnected',
]);
type ErrorCode = z.infer<typeof errorCode>;

const protocolErrorData = z.object({
  code: errorCode,
  message: z.string(),
  data: jsonValue.optional(),
});
export type ProtocolErrorData = z.infer<typeof protocolErrorData>;

/** A failure that a method reports on purpose. Everything else becomes `internal`, its details in the log. */
export class ProtocolError extends Error {
  readonly code: ErrorCode;
  readonly data: ProtocolErrorData['data'];

  constructor(code: ErrorCode, message: string, data?: ProtocolErrorData['data']) {
    super(message);
    this.name = 'ProtocolError';
    this.code = code;
    this.data = data;
  }

  toData(): ProtocolErrorData {
    return {
      code: this.code,
      message: this.message,
      ...(this.data === undefined ? {} : { data: this.data }),
    };
  }
}
