import { readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { RunRequest, SignatureState } from '../../shared/protocol/index.ts';
import { checkBundle, fingerprint, type SignatureCheck, type Signer } from '../trust/index.ts';
import { executableContent } from './trust-service.ts';

/** What would run: the template as its text, and what is layered on it. */
export type Covered = Pick<RunRequest, 'templatePath' | 'text' | 'environments'>;

/**
 * What signatures say of all that a request would run: its text must be the one that was signed, no script may be left
 * out of the signature because git ignores it, and an environment template must lie in the bundle or in a signed
 * folder of its own.
 */
export async function whoVouches(
  signers: readonly Signer[],
  { templatePath, text, environments }: Covered,
): Promise<SignatureState> {
  const root = dirname(templatePath);
  const found = await checked(root, signers);
  if (found?.state !== 'signed') return toState(found);
  const { ignored } = found;
  if (!(await holds(templatePath, text))) return { state: 'not-saved' };
  const { files, beyond } = await executableContent(root);
  if (beyond) return { state: 'not-listed', ...beyond };
  const leftOut = files.find((file) => isUnder(file, ignored));
  if (leftOut !== undefined) return { state: 'uncovered', path: join(root, leftOut) };
  for (const layer of environments)
    if (!(await holds(layer.path, layer.text)) || !(await covers(layer.path)))
      return { state: 'uncovered', path: layer.path };
  return toState(found);

  async function covers(path: string): Promise<boolean> {
    const name = relative(root, path).split(sep).join('/');
    if (!name.startsWith('../') && !isAbsolute(name)) return !isUnder(name, ignored);
    const its = await checked(dirname(path), signers);
    return its?.state === 'signed' && !isUnder(basename(path), its.ignored);
  }
}

/** Undefined when the signature cannot be read. */
function checked(root: string, signers: readonly Signer[]): Promise<SignatureCheck | undefined> {
  return checkBundle(root, signers).catch(() => undefined);
}

function toState(found: SignatureCheck | undefined): SignatureState {
  if (!found) return { state: 'not-a-signature' };
  if (found.state === 'not-listed') return { state: 'not-listed', ...found.problem };
  if (found.state !== 'signed') return { state: found.state };
  const { name, key } = found.signer;
  return { state: 'signed', signer: { name, fingerprint: fingerprint(key) } };
}

/** Whether a path, or a folder that it lies in, is one of these. */
function isUnder(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));
}

async function holds(path: string, text: string): Promise<boolean> {
  const onDisk = await readFile(path, 'utf8').catch(() => undefined);
  return onDisk?.replace(/^\ufeff/, '') === text.replace(/^\ufeff/, '');
}
