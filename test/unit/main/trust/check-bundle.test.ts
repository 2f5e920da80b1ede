import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkBundle,
  privateKey,
  publicKey,
  type Signer,
  signaturePath,
  signBundle,
} from '../../../../src/main/trust/index.ts';

const keys = mkdtempSync(join(tmpdir(), 'jobwright-keys-'));
const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { cwd: keys, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
const pem = (name: string): string => readFileSync(join(keys, name), 'utf8');

const PSS = ['-sigopt', 'rsa_padding_mode:pss'];

function bundle(): { root: string; parent: string } {
  const parent = mkdtempSync(join(tmpdir(), 'jobwright-signed-'));
  const root = join(parent, 'shot');
  mkdirSync(join(root, 'scripts'), { recursive: true });
  writeFileSync(join(root, 'template.yaml'), 'name: Shot\n');
  writeFileSync(join(root, 'scripts', 'run.sh'), '#!/bin/sh\n');
  chmodSync(join(root, 'scripts', 'run.sh'), 0o755);
  symlinkSync('scripts/run.sh', join(root, 'latest'));
  return { root, parent };
}

function signer(name: string): Signer {
  const read = publicKey(pem(`${name}.pub`));
  if (!read.ok) throw new Error(read.problem);
  return { name, key: read.key };
}

async function signed(root: string, name: string): Promise<void> {
  const read = privateKey(pem(name));
  if (!read.ok) throw new Error(read.problem);
  const made = await signBundle(root, read.key);
  if (!made.ok) throw new Error(made.problem.code);
  writeFileSync(signaturePath(root), made.text);
}

/** The hash that the documented commands find, in a repository round the bundle. */
function documentedHash(parent: string): string {
  const git = (args: string[], input?: string): string =>
    execFileSync('git', args, { cwd: parent, encoding: 'utf8', input, stdio: 'pipe' });
  git(['init', '-q']);
  git(['add', 'shot']);
  return git(['hash-object', '--stdin'], git(['ls-files', '-s', 'shot'])).trim();
}

beforeAll(() => {
  for (const name of ['studio', 'other'])
    openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', name);
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'curve');
  openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024', '-out', 'short');
  openssl('pkcs8', '-topk8', '-in', 'studio', '-out', 'locked', '-passout', 'pass:open sesame');
  for (const name of ['studio', 'other', 'curve', 'short'])
    openssl('pkey', '-in', name, '-pubout', '-out', `${name}.pub`);
}, 60_000);

describe('a signed bundle', () => {
  it('is vouched for by the key that signed it, and by no other', async () => {
    const { root } = bundle();
    await signed(root, 'studio');
    const check = await checkBundle(root, [signer('other'), signer('studio')]);
    expect(check).toEqual({
      state: 'signed',
      signer: { name: 'studio', key: expect.anything() },
      hash: expect.stringMatching(/^[0-9a-f]{40}$/),
      contents: {
        blobs: new Map([
          ['scripts/run.sh', expect.stringMatching(/^[0-9a-f]{40}$/)],
          ['template.yaml', expect.stringMatching(/^[0-9a-f]{40}$/)],
        ]),
        links: ['latest'],
        ignored: [],
      },
    });
    expect((await checkBundle(root, [signer('other')])).state).toBe('not-vouched');
    expect((await checkBundle(root, [])).state).toBe('not-vouched');
  });

  it('verifies with git and openssl alone', async () => {
    const { root, parent } = bundle();
    await signed(root, 'studio');
    expect(readFileSync(signaturePath(root), 'utf8')).toMatch(
      /^([A-Za-z0-9+/=]{64}\n)+[A-Za-z0-9+/=]{1,64}\n$/,
    );
    writeFileSync(join(keys, 'hash'), documentedHash(parent));
    openssl('base64', '-d', '-in', signaturePath(root), '-out', 'raw');
    const said = openssl(
      'dgst',
      '-sha256',
      '-verify',
      'studio.pub',
      ...PSS,
      '-signature',
      'raw',
      'hash',
    );
    expect(said.trim()).toBe('Verified OK');
  });

  it.each(['max', 'digest', 'auto'])(
    'may be signed with git and openssl, with a salt of length "%s", in lines of any length',
    async (salt) => {
      const { root, parent } = bundle();
      writeFileSync(join(keys, 'hash'), documentedHash(parent));
      const length = ['-sigopt', `rsa_pss_saltlen:${salt}`];
      openssl('dgst', '-sha256', '-sign', 'studio', ...PSS, ...length, '-out', 'raw', 'hash');
      for (const [lines, at] of [
        [openssl('base64', '-in', 'raw'), 'wrapped'],
        [openssl('base64', '-A', '-in', 'raw'), 'one line'],
        [openssl('base64', '-in', 'raw').replace(/\n/g, '\r\n\r\n'), 'CRLF'],
      ] as const) {
        writeFileSync(signaturePath(root), lines);
        expect([at, (await checkBundle(root, [signer('studio')])).state]).toEqual([at, 'signed']);
      }
    },
  );

  const changes: [string, (root: string) => void][] = [
    ['a byte', (root) => writeFileSync(join(root, 'template.yaml'), 'name: Shop\n')],
    ['a mode', (root) => chmodSync(join(root, 'scripts', 'run.sh'), 0o644)],
    ['a name', (root) => renameSync(join(root, 'template.yaml'), join(root, 'template.yml'))],
    [
      "a link's target",
      (root) => {
        rmSync(join(root, 'latest'));
        symlinkSync('scripts/run.bash', join(root, 'latest'));
      },
    ],
    [
      'a link for its file',
      (root) => {
        rmSync(join(root, 'latest'));
        writeFileSync(join(root, 'latest'), 'scripts/run.sh');
      },
    ],
    ['a file more', (root) => writeFileSync(join(root, 'scripts', 'more.py'), '')],
    ['a file less', (root) => rmSync(join(root, 'scripts'), { recursive: true })],
  ];
  it.each(changes)('is not vouched for after a change of %s', async (_, change) => {
    const { root } = bundle();
    await signed(root, 'studio');
    change(root);
    expect((await checkBundle(root, [signer('studio')])).state).toBe('not-vouched');
  });

  it('is not vouched for under another name: the name is part of what was signed', async () => {
    const { root, parent } = bundle();
    await signed(root, 'studio');
    renameSync(root, join(parent, 'other'));
    renameSync(signaturePath(root), join(parent, 'other.sig'));
    expect((await checkBundle(join(parent, 'other'), [signer('studio')])).state).toBe(
      'not-vouched',
    );
  });

  it('without a signature, or with something else beside it, says so', async () => {
    const { root } = bundle();
    expect(await checkBundle(root, [signer('studio')])).toEqual({ state: 'unsigned' });
    for (const text of ['', 'not base64!', 'QUJ']) {
      writeFileSync(signaturePath(root), text);
      expect(await checkBundle(root, [signer('studio')])).toEqual({ state: 'not-a-signature' });
    }
    writeFileSync(signaturePath(root), 'QUJD\n'.repeat(100_000));
    expect(await checkBundle(root, [signer('studio')])).toEqual({ state: 'not-a-signature' });
    for (const make of [['mkfifo'], ['mkdir']]) {
      rmSync(signaturePath(root));
      execFileSync(make[0] ?? '', [signaturePath(root)]);
      expect(await checkBundle(root, [signer('studio')])).toEqual({ state: 'not-a-signature' });
      rmSync(signaturePath(root), { recursive: true });
      writeFileSync(signaturePath(root), '');
    }
    writeFileSync(signaturePath(root), 'QUJD');
    expect((await checkBundle(root, [signer('studio')])).state).toBe('not-vouched');
  });
});

describe('keys', () => {
  it.each([
    ['text', () => privateKey('hello'), 'not-a-key'],
    ['a public key', () => privateKey(pem('studio.pub')), 'public'],
    ['a curve, which would sign by another scheme', () => privateKey(pem('curve')), 'not-rsa'],
    ['a short one', () => privateKey(pem('short')), 'too-short'],
    ['an encrypted one without its pass phrase', () => privateKey(pem('locked')), 'pass-phrase'],
    ['an encrypted one with another', () => privateKey(pem('locked'), 'x'), 'pass-phrase'],
    ['text, to check with', () => publicKey('hello'), 'not-a-key'],
    ['a private key, to check with', () => publicKey(pem('studio')), 'private'],
    ['an encrypted private key, to check with', () => publicKey(pem('locked')), 'private'],
    ['a curve, to check with', () => publicKey(pem('curve.pub')), 'not-rsa'],
    ['a short one, to check with', () => publicKey(pem('short.pub')), 'too-short'],
  ] as const)('are refused: %s', (_, read, problem) => {
    expect(read()).toEqual({ ok: false, problem });
  });

  it('that are encrypted are opened by their pass phrase', () => {
    expect(privateKey(pem('locked'), 'open sesame').ok).toBe(true);
  });
});
