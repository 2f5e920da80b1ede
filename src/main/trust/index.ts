/** Signed bundles: who vouches for what a bundle holds. */
export { blobHash } from './bundle-hash.ts';
export type { Contents, ListingProblem } from './bundle-listing.ts';
export {
  checkBundle,
  type SignatureCheck,
  type Signer,
  signaturePath,
  signBundle,
} from './check-bundle.ts';
export { fingerprint, type KeyProblem, MAX_KEY_BYTES, privateKey, publicKey } from './keys.ts';
export { readSmall } from './small-file.ts';
