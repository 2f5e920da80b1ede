import { plural } from '../numbers.ts';

/** Signatures of bundles: who vouches for what they hold. */

export const signatures = {
  title: 'Signature',
  checking: 'Checking the signature…',
  /** What a signature says of all that would run. */
  states: {
    signed: (name: string) => `Signed by ${name}, and unchanged since.`,
    unsigned: 'It is not signed.',
    'not-vouched':
      'No trusted signer vouches for these files: something changed since they were signed, or somebody else signed.',
    'not-a-signature': 'The signature beside the bundle cannot be read as one.',
    'not-saved': 'The text on the screen is not saved, so that the signature says nothing of it.',
    uncovered: (path: string) => `No signature covers ${path}.`,
    'not-listed': {
      empty: 'It holds no file that could be signed.',
      'not-a-folder': 'It is no folder.',
      'nested-repository': (path: string) =>
        `${path} is a repository of its own, whose files a signature would not cover.`,
      'special-file': (path: string) => `${path} is neither a file, a folder nor a link.`,
      unreadable: (path: string) => `${path} cannot be read.`,
      changed: (path: string) => `${path} changed while it was read.`,
      'too-many': 'It holds too many files, or folders too deep, to be signed.',
    },
  },
  refused: (why: string) => `Nothing ran: only signed bundles run here. ${why}`,
  warned: (why: string) => `It runs without a signature that counts here. ${why}`,
  sign: 'Sign this bundle…',
  signTitle: 'Sign this bundle',
  signLead: (file: string) =>
    `Writes ${file} beside the folder: who has your public key sees that every file is as you left it. What is not saved is not signed.`,
  key: 'Private key',
  keyHelp: 'An RSA key in PEM. It is read, never copied.',
  chooseKey: 'Choose your private key',
  passphrase: 'Pass phrase',
  passphraseHelp: 'Only where the key is encrypted. It is not kept.',
  signDo: 'Sign',
  signed: (files: number, path: string) => `${plural(files, 'file')} signed: ${path}.`,
  signers: 'Trusted signers…',
  signersTitle: 'Trusted signers',
  signersLead: 'A signature counts here when one of these keys made it.',
  noSigners: 'Nobody yet. Add the public key that a studio or a colleague has given you.',
  list: 'Signers',
  remove: (name: string) => `Remove ${name}`,
  add: 'Add a signer',
  name: 'Name',
  publicKey: 'Public key',
  publicKeyHelp: 'Compare the fingerprint with its owner over another channel.',
  choosePublicKey: 'Choose a public key',
  addDo: 'Add',
  policy: 'When no signer vouches for a bundle that is to run',
  policies: {
    off: 'Run it; only my own agreement to its commands counts',
    warn: 'Run it, and say so',
    block: 'Refuse to run it',
  },
  keyProblems: {
    'not-a-key': 'This file holds no key in PEM.',
    'not-rsa': 'This is not an RSA key.',
    'too-short': 'This key is shorter than 2048 bits.',
    'pass-phrase': 'The key is encrypted, and the pass phrase is missing or another one.',
    public: 'This is a public key. Signing takes the private one.',
    private: 'This is a private key. Keep it to yourself, and choose the public one.',
  },
} as const;
