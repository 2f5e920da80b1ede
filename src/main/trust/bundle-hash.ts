import { createHash } from 'node:crypto';

/** The hash of a file's bytes as git has it of a blob: 40 hexadecimal digits. */
export function blobHash(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** The hash of a listing, the blob of its text. Its digits, in ASCII and without a line's end, are what is signed. */
export function bundleHash(listing: string): string {
  return blobHash(Buffer.from(listing));
}
