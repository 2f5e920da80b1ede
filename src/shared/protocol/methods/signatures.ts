import { z } from 'zod';
import { runRequest } from '../run-request.ts';
import { nothing } from './params.ts';

/** Somebody whose signature counts here. */
export const signer = z.object({
  name: z.string(),
  /** `SHA256:…` of the public key: what people compare over another channel. */
  fingerprint: z.string(),
});
export type Signer = z.infer<typeof signer>;

/** What the signature of a bundle says of what would run. */
export const signatureState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed'), signer }),
  z.object({
    state: z.enum([
      /** There is no signature beside the bundle. */
      'unsigned',
      /** No signer vouches for the files as they are: something changed, or somebody else signed. */
      'not-vouched',
      /** What lies beside the bundle is no signature, or cannot be read. */
      'not-a-signature',
      /** The text on the screen is not the one on the disk, which the signature is about. */
      'not-saved',
    ]),
  }),
  /** Something would run that no signature covers: an ignored script, an environment template from elsewhere. */
  z.object({ state: z.literal('uncovered'), path: z.string() }),
  /** The bundle holds what cannot be signed; the path is within it. */
  z.object({
    state: z.literal('not-listed'),
    code: z.enum([
      'empty',
      'not-a-folder',
      'nested-repository',
      'special-file',
      'unreadable',
      'changed',
      'too-many',
    ]),
    path: z.string(),
  }),
]);
export type SignatureState = z.infer<typeof signatureState>;

/** Why a file is no key that can be used. */
export const keyProblem = z.enum([
  'not-a-key',
  'not-rsa',
  'too-short',
  'pass-phrase',
  'public',
  'private',
]);

const path = z.string().min(1).max(4096);

/** What a signature must cover: a template as its text, and what is layered on it. */
const signedRequest = runRequest.pick({ templatePath: true, text: true, environments: true });
export type SignedRequest = z.infer<typeof signedRequest>;

/** Who vouches for bundles: signatures beside them, and whose of them count here. */
export const signatureMethods = {
  /** Of all that a request would run. */
  'signature.check': {
    params: signedRequest,
    result: signatureState,
  },
  /** Signs what the bundle holds now; refused as `bad-key` with a key problem as data. */
  'signature.sign': {
    params: z.object({
      root: z.string(),
      key: path,
      passphrase: z.string().max(10_000).optional(),
    }),
    result: z.object({ path: z.string(), files: z.number().int(), fingerprint: z.string() }),
  },
  'signer.list': { params: nothing, result: z.object({ signers: z.array(signer) }) },
  'signer.add': {
    params: z.object({ name: z.string().min(1).max(100), key: path }),
    result: z.object({ signers: z.array(signer) }),
  },
  'signer.remove': {
    params: z.object({ fingerprint: z.string() }),
    result: z.object({ signers: z.array(signer) }),
  },
} as const;
