import type { SignatureState } from '../../../../shared/protocol/index.ts';
import type { KeyProblem, ListingProblem, SignatureCheck } from '../../../trust/index.ts';
import { fingerprint } from '../../../trust/index.ts';

const KEY_PROBLEMS: Record<KeyProblem, string> = {
  'not-a-key': 'holds no key. A key is a text that begins with "-----BEGIN".',
  'not-rsa':
    'is not an RSA key. Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072',
  'too-short': 'is shorter than 2048 bits.',
  'pass-phrase':
    'is encrypted, and there is no pass phrase for it or another one. Give it with --passphrase-file.',
  public: 'is a public key. Signing takes the private one.',
  private: 'is a private key. Checking takes the public one; keep the private one to yourself.',
};

export function keyWords(problem: KeyProblem, file: string): string {
  return `"${file}" ${KEY_PROBLEMS[problem]}`;
}

export function listingWords({ code, path }: ListingProblem, bundle: string): string {
  switch (code) {
    case 'empty':
      return `"${bundle}" holds no file that could be signed.`;
    case 'not-a-folder':
      return `"${bundle}" is no folder. A bundle is signed as a whole: name its folder.`;
    case 'nested-repository':
      return `"${path}" is a repository of its own, whose files the signature would not cover. Take its .git away, or ignore it.`;
    case 'special-file':
      return `"${path}" is neither a file, a folder nor a link.`;
    case 'unreadable':
      return `"${path}" cannot be read.`;
    case 'changed':
      return `"${path}" changed while it was read. Try again when nothing writes there.`;
    case 'too-many':
      return `"${bundle}" holds more than 100,000 files, or folders 64 deep ("${path}").`;
  }
}

export function signatureWords(check: SignatureCheck, bundle: string): string {
  switch (check.state) {
    case 'signed':
      return `"${bundle}" is as it was signed by ${check.signer.name} (${fingerprint(check.signer.key)}).`;
    case 'unsigned':
      return `"${bundle}" is not signed: there is no signature beside it.`;
    case 'not-vouched':
      return `None of these keys vouches for "${bundle}" as it is now (${check.hash}): a file, mode, name or link changed since it was signed, or another key signed it.`;
    case 'not-a-signature':
      return `The signature beside "${bundle}" is none: it is not base64.`;
    case 'not-listed':
      return listingWords(check.problem, bundle);
  }
}

/** Why nothing runs that must be signed. */
export function refusalWords(
  found: Exclude<SignatureState, { state: 'signed' }>,
  bundle: string,
): string {
  switch (found.state) {
    case 'uncovered':
      return `Nothing ran: no signature covers "${found.path}".`;
    case 'not-listed':
      return `Nothing ran: ${listingWords(found, bundle)}`;
    case 'unsigned':
      return `Nothing ran: "${bundle}" is not signed.`;
    case 'not-a-signature':
      return `Nothing ran: the signature beside "${bundle}" is none, or cannot be read.`;
    case 'not-saved':
      return `Nothing ran: the template changed while it was checked.`;
    case 'not-vouched':
      return `Nothing ran: none of these keys vouches for "${bundle}" as it is now.`;
  }
}
