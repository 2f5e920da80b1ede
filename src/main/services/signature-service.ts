import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { z } from 'zod';
import {
  ProtocolError,
  type RunRequest,
  type SignatureState,
  type Signer,
} from '../../shared/protocol/index.ts';
import type { Backend } from '../backend.ts';
import {
  checkBundle,
  fingerprint,
  type KeyProblem,
  privateKey,
  publicKey,
  type SignatureCheck,
  signaturePath,
  signBundle,
} from '../trust/index.ts';
import type { AppPaths } from './app-paths.ts';
import { atomicWrite } from './atomic-write.ts';
import { JsonStore } from './json-store.ts';
import type { SettingsService } from './settings-service.ts';
import { executableContent } from './trust-service.ts';

type SignatureMethods = Pick<
  Backend,
  Extract<keyof Backend, `signature.${string}` | `signer.${string}`>
>;

const signersFile = z.object({
  signers: z.array(z.object({ name: z.string(), fingerprint: z.string(), key: z.string() })),
});
type SignersFile = z.infer<typeof signersFile>;

const MAX_SIGNERS = 100;
/** Keys take a few kilobytes. */
const MAX_KEY_BYTES = 1 << 20;

type Covered = Pick<RunRequest, 'templatePath' | 'text' | 'environments'>;

/** Signatures of bundles, and the keys whose signatures count here. */
export class SignatureService {
  readonly methods: SignatureMethods;
  readonly #settings: SettingsService;
  readonly #store: JsonStore<SignersFile>;

  constructor(paths: AppPaths, settings: SettingsService) {
    this.#settings = settings;
    this.#store = new JsonStore(join(paths.stateDirectory, 'signers.json'), signersFile, () => ({
      signers: [],
    }));
    this.methods = {
      'signature.check': (request) => this.check(request),
      'signature.sign': ({ root, key, passphrase }) => sign(root, key, passphrase),
      'signer.list': async () => listed(await this.#store.read()),
      'signer.add': ({ name, key }) => this.#add(name, key),
      'signer.remove': async (gone) =>
        listed(
          await this.#store.update(({ signers }) => ({
            signers: signers.filter((one) => one.fingerprint !== gone.fingerprint),
          })),
        ),
    };
  }

  /**
   * Lets a request go on, or refuses it, by the policy of this machine.
   *
   * @throws ProtocolError `signature-required` with what the signatures say as data.
   */
  async admit(request: Covered): Promise<void> {
    if ((await this.#settings.get()).signaturePolicy !== 'block') return;
    const found = await this.check(request);
    if (found.state !== 'signed')
      throw new ProtocolError(
        'signature-required',
        'Nothing runs here that no trusted signer vouches for.',
        { ...found },
      );
  }

  /**
   * What signatures say of all that a request would run: the text on the screen must be the one that was signed, no
   * script may be left out of the signature because git ignores it, and an environment template must lie in the bundle
   * or in a signed folder of its own.
   */
  async check({ templatePath, text, environments }: Covered): Promise<SignatureState> {
    const root = dirname(templatePath);
    const found = await this.#checked(root);
    if (found?.state !== 'signed') return toState(found);
    if (!(await holds(templatePath, text))) return { state: 'not-saved' };
    const { files } = await executableContent(root);
    const ignored = files.find((file) => isUnder(file, found.ignored));
    if (ignored !== undefined) return { state: 'uncovered', path: ignored };
    for (const { path, text: layered } of environments)
      if (!(await this.#covers(root, found.ignored, path, layered)))
        return { state: 'uncovered', path };
    return toState(found);
  }

  async #covers(root: string, ignored: readonly string[], path: string, text: string) {
    if (!(await holds(path, text))) return false;
    const name = relative(root, path).split(sep).join('/');
    if (!name.startsWith('../') && !isAbsolute(name)) return !isUnder(name, ignored);
    const its = await this.#checked(dirname(path));
    return its?.state === 'signed' && !isUnder(basename(path), its.ignored);
  }

  /** Undefined when the signature cannot be read. */
  async #checked(root: string): Promise<SignatureCheck | undefined> {
    const { signers } = await this.#store.read();
    const keys = signers.flatMap((one) => {
      const read = publicKey(one.key);
      return read.ok ? [{ name: one.name, key: read.key }] : [];
    });
    return await checkBundle(root, keys).catch(() => undefined);
  }

  async #add(name: string, path: string): Promise<{ signers: Signer[] }> {
    const read = publicKey(await readKey(path));
    if (!read.ok) throw badKey(path, read.problem);
    const key = read.key.export({ type: 'spki', format: 'pem' }).toString();
    const added = { name, fingerprint: fingerprint(read.key), key };
    return listed(
      await this.#store.update(({ signers }) => {
        const others = signers.filter((one) => one.fingerprint !== added.fingerprint);
        if (others.length >= MAX_SIGNERS)
          throw new ProtocolError('too-large', `There are ${MAX_SIGNERS} signers already.`);
        return { signers: [...others, added] };
      }),
    );
  }
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

async function sign(root: string, keyPath: string, passphrase: string | undefined) {
  const read = privateKey(await readKey(keyPath), passphrase);
  if (!read.ok) throw badKey(keyPath, read.problem);
  const signed = await signBundle(root, read.key);
  if (!signed.ok)
    throw new ProtocolError(
      'not-signable',
      `This cannot be signed: ${signed.problem.code} ${signed.problem.path}`.trim(),
      { ...signed.problem },
    );
  const path = signaturePath(root);
  await atomicWrite(path, signed.text).catch((error: Error) => {
    throw new ProtocolError('not-writable', error.message);
  });
  return { path, files: signed.files, fingerprint: fingerprint(read.key) };
}

function listed({ signers }: SignersFile): { signers: Signer[] } {
  return { signers: signers.map(({ name, fingerprint }) => ({ name, fingerprint })) };
}

async function readKey(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > MAX_KEY_BYTES) throw badKey(path, 'not-a-key');
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError('not-readable', `${path} cannot be read.`);
  }
}

function badKey(path: string, problem: KeyProblem): ProtocolError {
  return new ProtocolError('bad-key', `${path} cannot be used: ${problem}.`, { problem });
}

async function holds(path: string, text: string): Promise<boolean> {
  const onDisk = await readFile(path, 'utf8').catch(() => undefined);
  return onDisk?.replace(/^\ufeff/, '') === text.replace(/^\ufeff/, '');
}
