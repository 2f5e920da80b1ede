import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** Keys take a few kilobytes. */
export const MAX_KEY_BYTES = 1 << 20;

export type KeyProblem =
  /** The text is no key in PEM. */
  | 'not-a-key'
  /** It is a key, but not of RSA. */
  | 'not-rsa'
  /** Shorter than 2,048 bits. */
  | 'too-short'
  /** A private key that needs its pass phrase, or another one. */
  | 'pass-phrase'
  /** A public key where a private one is needed. */
  | 'public'
  /** A private key where a public one is meant: it should not be handed on. */
  | 'private';

type KeyResult =
  | { readonly ok: true; readonly key: KeyObject }
  | { readonly ok: false; readonly problem: KeyProblem };

/** As NIST SP 800-131A demands since 2014. */
const LEAST_BITS = 2048;

/** Reads a private RSA key in PEM, PKCS #1 or PKCS #8, also an encrypted one. */
export function privateKey(pem: string, passphrase?: string): KeyResult {
  if (/-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(pem)) return { ok: false, problem: 'public' };
  try {
    return suitable(createPrivateKey({ key: pem, format: 'pem', passphrase: passphrase ?? '' }));
  } catch (error) {
    const encrypted = /ENCRYPTED/.test(pem);
    // OpenSSL says "bad decrypt" in as many words as it has versions; a PEM that says it is encrypted needs one.
    if (encrypted && error instanceof Error) return { ok: false, problem: 'pass-phrase' };
    return { ok: false, problem: 'not-a-key' };
  }
}

/** Reads a public RSA key in PEM. A private key is refused: who checks must not hold one. */
export function publicKey(pem: string): KeyResult {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return { ok: false, problem: 'private' };
  try {
    return suitable(createPublicKey({ key: pem, format: 'pem' }));
  } catch {
    return { ok: false, problem: 'not-a-key' };
  }
}

/** Another kind of key would be taken without a word, and sign by another scheme. */
function suitable(key: KeyObject): KeyResult {
  if (key.asymmetricKeyType !== 'rsa') return { ok: false, problem: 'not-rsa' };
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < LEAST_BITS ? { ok: false, problem: 'too-short' } : { ok: true, key };
}

/** `SHA256:` and the hash of the public key's DER in base64: what people compare over another channel. */
export function fingerprint(key: KeyObject): string {
  const shared = key.type === 'private' ? createPublicKey(key) : key;
  const der = shared.export({ type: 'spki', format: 'der' });
  return `SHA256:${createHash('sha256').update(der).digest('base64').replace(/=+$/, '')}`;
}
