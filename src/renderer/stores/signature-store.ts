import { create } from 'zustand';
import { ProtocolError } from '../../shared/protocol/errors.ts';
import {
  keyProblem,
  type SignatureState,
  type SignedRequest,
  type Signer,
  signatureState,
} from '../../shared/protocol/methods.ts';
import { backend, failureText } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { listingWords, signatureWords } from '../text/signature-words.ts';
import { notify } from './app-store.ts';
import { useSettings } from './settings-store.ts';

interface SignatureStore {
  readonly dialog: 'sign' | 'signers' | undefined;
  /** Undefined until they were asked for. */
  readonly signers: readonly Signer[] | undefined;
}

export const useSignatures = create<SignatureStore>()(() => ({
  dialog: undefined,
  signers: undefined,
}));

export function openSign(): void {
  useSignatures.setState({ dialog: 'sign' });
}

/** Shows whose signatures count here. */
export async function openSigners(): Promise<void> {
  useSignatures.setState({ dialog: 'signers' });
  try {
    useSignatures.setState(await backend.call('signer.list', {}));
  } catch (error) {
    notify('error', failureText(error));
  }
}

export function closeSignatures(): void {
  useSignatures.setState({ dialog: undefined });
}

/** What signatures say of a request; undefined when that cannot be asked. */
export async function checkSignature(request: SignedRequest): Promise<SignatureState | undefined> {
  const { templatePath, text, environments } = request;
  return await backend
    .call('signature.check', { templatePath, text, environments })
    .catch(() => undefined);
}

/** Where the policy is to warn: says so when a request runs that no signer vouches for. */
export async function warnUnsigned(request: SignedRequest): Promise<void> {
  if (useSettings.getState().signaturePolicy !== 'warn') return;
  const found = await checkSignature(request);
  if (found && found.state !== 'signed')
    notify('info', words.signatures.warned(signatureWords(found)));
}

/** Why the policy let nothing run. */
export function refusalText(error: ProtocolError): string {
  const found = signatureState.safeParse(error.data);
  return words.signatures.refused(found.success ? signatureWords(found.data) : '');
}

/** Signs a bundle as it is on the disk; says what is wrong where that cannot be. */
export async function signBundle(
  root: string,
  key: string,
  passphrase: string,
): Promise<string | undefined> {
  try {
    const { files, path } = await backend.call('signature.sign', {
      root,
      key,
      ...(passphrase === '' ? {} : { passphrase }),
    });
    closeSignatures();
    notify('info', words.signatures.signed(files, path));
    return undefined;
  } catch (error) {
    return problemText(error);
  }
}

/** Adds a signer by the public key in a file; says what is wrong where that cannot be. */
export async function addSigner(name: string, key: string): Promise<string | undefined> {
  try {
    useSignatures.setState(await backend.call('signer.add', { name, key }));
    return undefined;
  } catch (error) {
    return problemText(error);
  }
}

export async function removeSigner({ fingerprint }: Signer): Promise<void> {
  try {
    useSignatures.setState(await backend.call('signer.remove', { fingerprint }));
  } catch (error) {
    notify('error', failureText(error));
  }
}

function problemText(error: unknown): string {
  if (error instanceof ProtocolError && error.code === 'bad-key') {
    const found = keyProblem.safeParse((error.data as { problem?: unknown } | undefined)?.problem);
    if (found.success) return words.signatures.keyProblems[found.data];
  }
  if (error instanceof ProtocolError && error.code === 'not-signable') {
    const found = signatureState.safeParse({ state: 'not-listed', ...(error.data as object) });
    if (found.success && found.data.state === 'not-listed')
      return listingWords(found.data.code, found.data.path);
  }
  return failureText(error);
}
