import { createHash } from 'node:crypto';

/**
 * The hash of a listing as git has it of a blob with that text: 40 hexadecimal digits. These digits, in ASCII and
 * without a line's end, are what is signed.
 */
export function bundleHash(listing: string): string {
  const bytes = Buffer.from(listing);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
