import type { KeyObject } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { bundleHash } from './bundle-hash.ts';
import { type Contents, type ListingProblem, listBundle } from './bundle-listing.ts';
import { isSignedBy, signatureBytes, signatureOf } from './signature.ts';
import { readSmall } from './small-file.ts';

/** A key that may vouch, with what its owner is called. */
export interface Signer {
  readonly name: string;
  readonly key: KeyObject;
}

/** What a bundle's signature says. */
export type SignatureCheck =
  /** One of the signers vouches for exactly these files. */
  | {
      readonly state: 'signed';
      readonly signer: Signer;
      readonly hash: string;
      /** What the signature covers, and what it does not. */
      readonly contents: Contents;
    }
  /** There is no signature beside the bundle. */
  | { readonly state: 'unsigned' }
  /** None of the signers vouches for these files: something changed, or somebody else signed. */
  | { readonly state: 'not-vouched'; readonly hash: string }
  /** The file beside the bundle holds no signature. */
  | { readonly state: 'not-a-signature' }
  | { readonly state: 'not-listed'; readonly problem: ListingProblem };

type SignedText =
  | { readonly ok: true; readonly text: string; readonly hash: string; readonly files: number }
  | { readonly ok: false; readonly problem: ListingProblem };

/** A signature of the longest RSA keys is far below. */
const MAX_SIGNATURE_BYTES = 64 * 1024;

/** Where a bundle's signature lies: beside its folder, so that it is no part of what is signed. */
export function signaturePath(root: string): string {
  return join(dirname(root), `${basename(root)}.sig`);
}

/** The text of a signature for what a bundle holds now. Nothing is written. */
export async function signBundle(
  root: string,
  key: KeyObject,
  signal?: AbortSignal,
): Promise<SignedText> {
  const listing = await listBundle(root, signal);
  if (!listing.ok) return listing;
  const hash = bundleHash(listing.text);
  return { ok: true, text: signatureOf(hash, key), hash, files: listing.files };
}

/**
 * Checks a bundle against the signature beside it, or in another file.
 *
 * @throws NodeJS.ErrnoException when the signature is there but cannot be read.
 */
export async function checkBundle(
  root: string,
  signers: readonly Signer[],
  options: { readonly signature?: string; readonly signal?: AbortSignal } = {},
): Promise<SignatureCheck> {
  const path = options.signature ?? signaturePath(root);
  const file = await readSmall(path, MAX_SIGNATURE_BYTES).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return { state: 'unsigned' };
  const signature = file && signatureBytes(file);
  if (!signature) return { state: 'not-a-signature' };
  const listing = await listBundle(root, options.signal);
  if (!listing.ok) return { state: 'not-listed', problem: listing.problem };
  const hash = bundleHash(listing.text);
  const signer = signers.find(({ key }) => isSignedBy(hash, signature, key));
  const { contents } = listing;
  return signer ? { state: 'signed', signer, hash, contents } : { state: 'not-vouched', hash };
}
