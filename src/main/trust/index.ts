/** Signed bundles: who vouches for what a bundle holds. */
export type { ListingProblem } from './bundle-listing.ts';
export {
  checkBundle,
  type SignatureCheck,
  type Signer,
  signaturePath,
  signBundle,
} from './check-bundle.ts';
export { fingerprint, type KeyProblem, privateKey, publicKey } from './keys.ts';
