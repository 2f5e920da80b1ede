import type { SignatureState } from '../../shared/protocol/methods.ts';
import { inertText } from '../../shared/text/inert.ts';
import { text } from './en.ts';

const words = text.signatures;

/** What a signature says of all that would run, in a sentence. */
export function signatureWords(state: SignatureState): string {
  switch (state.state) {
    case 'signed':
      return words.states.signed(inertText(state.signer.name));
    case 'uncovered':
      return words.states.uncovered(inertText(state.path));
    case 'not-listed':
      return listingWords(state.code, state.path);
    default:
      return words.states[state.state];
  }
}

type ListingCode = Extract<SignatureState, { state: 'not-listed' }>['code'];

/** Why a bundle cannot be signed, in a sentence. */
export function listingWords(code: ListingCode, path: string): string {
  const found = words.states['not-listed'][code];
  return typeof found === 'string' ? found : found(inertText(path));
}
