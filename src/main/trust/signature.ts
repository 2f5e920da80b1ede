import { constants, type KeyObject, sign, verify } from 'node:crypto';

const COLUMNS = 64;
const { RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_AUTO, RSA_PSS_SALTLEN_MAX_SIGN } = constants;

/**
 * Signs a message with RSA-PSS, SHA-256, MGF1 with SHA-256 and the longest salt.
 *
 * @returns The text of a signature file: base64 in lines of 64 columns, the last one ended too.
 */
export function signatureOf(message: string, key: KeyObject): string {
  const bytes = sign('sha256', Buffer.from(message, 'ascii'), {
    key,
    padding: RSA_PKCS1_PSS_PADDING,
    saltLength: RSA_PSS_SALTLEN_MAX_SIGN,
  });
  return bytes.toString('base64').replace(new RegExp(`.{1,${COLUMNS}}`, 'g'), '$&\n');
}

/** The bytes of a signature file, however its lines are broken; undefined when it is not base64. */
export function signatureBytes(file: string): Buffer | undefined {
  const text = file.replace(/\s+/g, '');
  return text !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0
    ? Buffer.from(text, 'base64')
    : undefined;
}

/** Whether a key signed that message. The salt's length is taken from the signature: others choose it otherwise. */
export function isSignedBy(message: string, signature: Buffer, key: KeyObject): boolean {
  return verify(
    'sha256',
    Buffer.from(message, 'ascii'),
    { key, padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_AUTO },
    signature,
  );
}
