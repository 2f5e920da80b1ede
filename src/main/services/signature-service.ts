import { join } from 'node:path';
import { z } from 'zod';
import {
  ProtocolError,
  type SignatureState,
  type SignedRequest,
  type Signer,
} from '../../shared/protocol/index.ts';
import type { Backend } from '../backend.ts';
import {
  fingerprint,
  type KeyProblem,
  MAX_KEY_BYTES,
  privateKey,
  publicKey,
  readSmall,
  signaturePath,
  signBundle,
} from '../trust/index.ts';
import type { AppPaths } from './app-paths.ts';
import { atomicWrite } from './atomic-write.ts';
import { JsonStore, type TellDamaged } from './json-store.ts';
import type { SettingsService } from './settings-service.ts';
import { whoVouches } from './who-vouches.ts';

type SignatureMethods = Pick<
  Backend,
  Extract<keyof Backend, `signature.${string}` | `signer.${string}`>
>;

const signersFile = z.object({
  signers: z.array(z.object({ name: z.string(), fingerprint: z.string(), key: z.string() })),
});
type SignersFile = z.infer<typeof signersFile>;

const MAX_SIGNERS = 100;

/** Signatures of bundles, and the keys whose signatures count here. */
export class SignatureService {
  readonly methods: SignatureMethods;
  readonly #settings: SettingsService;
  readonly #store: JsonStore<SignersFile>;

  constructor(paths: AppPaths, settings: SettingsService, tellDamaged: TellDamaged) {
    this.#settings = settings;
    this.#store = new JsonStore(
      join(paths.stateDirectory, 'signers.json'),
      signersFile,
      () => ({ signers: [] }),
      tellDamaged,
    );
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
  async admit(request: SignedRequest): Promise<void> {
    if ((await this.#settings.get()).signaturePolicy !== 'block') return;
    const found = await this.check(request);
    if (found.state !== 'signed')
      throw new ProtocolError(
        'signature-required',
        'Nothing runs here that no trusted signer vouches for.',
        { ...found },
      );
  }

  /** What the signatures that count here say of all that a request would run. */
  async check(request: SignedRequest): Promise<SignatureState> {
    const { signers } = await this.#store.read();
    const keys = signers.flatMap((one) => {
      const read = publicKey(one.key);
      return read.ok ? [{ name: one.name, key: read.key }] : [];
    });
    return whoVouches(keys, request);
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
  const text = await readSmall(path, MAX_KEY_BYTES).catch(() => {
    throw new ProtocolError('not-readable', `${path} cannot be read.`);
  });
  if (text === undefined) throw badKey(path, 'not-a-key');
  return text;
}

function badKey(path: string, problem: KeyProblem): ProtocolError {
  return new ProtocolError('bad-key', `${path} cannot be used: ${problem}.`, { problem });
}
