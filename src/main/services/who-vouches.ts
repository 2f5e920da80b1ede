import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import type { SignatureState, SignedRequest } from '../../shared/protocol/index.ts';
import {
  blobHash,
  type Contents,
  checkBundle,
  fingerprint,
  type SignatureCheck,
  type Signer,
} from '../trust/index.ts';
import { unsignedCode } from './unsigned-code.ts';

/**
 * What signatures say of all that a request would run: its text must be the one that was signed, no code may lie where
 * the signature does not reach, and an environment template must lie in the bundle or in a signed folder of its own.
 */
export async function whoVouches(
  signers: readonly Signer[],
  { templatePath, text, environments }: SignedRequest,
): Promise<SignatureState> {
  const root = dirname(templatePath);
  const found = await checked(root, signers);
  if (found?.state !== 'signed') return toState(found);
  const name = basename(templatePath);
  if (!found.contents.blobs.has(name)) return { state: 'uncovered', path: templatePath };
  if (!holds(found.contents, name, text)) return { state: 'not-saved' };
  const code = await unsignedCode(root, found.contents);
  if (code !== undefined) return { state: 'uncovered', path: code };
  for (const layer of environments) {
    const inside = relative(root, layer.path).split(sep).join('/');
    const isCovered =
      inside.startsWith('../') || isAbsolute(inside)
        ? await isSignedElsewhere(signers, layer)
        : holds(found.contents, inside, layer.text);
    if (!isCovered) return { state: 'uncovered', path: layer.path };
  }
  return toState(found);
}

async function isSignedElsewhere(
  signers: readonly Signer[],
  { path, text }: SignedRequest['environments'][number],
): Promise<boolean> {
  const root = dirname(path);
  const found = await checked(root, signers);
  return (
    found?.state === 'signed' &&
    holds(found.contents, basename(path), text) &&
    (await unsignedCode(root, found.contents)) === undefined
  );
}

/** Undefined when the signature cannot be read. */
function checked(root: string, signers: readonly Signer[]): Promise<SignatureCheck | undefined> {
  return checkBundle(root, signers).catch(() => undefined);
}

/** By what was hashed, not read once more: the file may have been exchanged since. */
function holds({ blobs }: Contents, name: string, text: string): boolean {
  const plain = text.replace(/^\ufeff/, '');
  const found = blobs.get(name);
  return [plain, `\ufeff${plain}`].some((bytes) => blobHash(Buffer.from(bytes)) === found);
}

function toState(found: SignatureCheck | undefined): SignatureState {
  if (!found) return { state: 'not-a-signature' };
  if (found.state === 'not-listed') return { state: 'not-listed', ...found.problem };
  if (found.state !== 'signed') return { state: found.state };
  const { name, key } = found.signer;
  return { state: 'signed', signer: { name, fingerprint: fingerprint(key) } };
}
