import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/main/app.ts';
import { appPaths } from '../../src/main/services/app-paths.ts';
import {
  type MethodName,
  type Params,
  ProtocolError,
  type Result,
  type TrustSheet,
} from '../../src/shared/protocol/index.ts';
import { type Connected, transports } from './transports.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Signed
steps:
- name: Only
  script: {actions: {onRun: {command: echo, args: [hello]}}}
`;
const ENVIRONMENT = `specificationVersion: environment-2023-09
environment: {name: Studio, variables: {STUDIO: here}}
`;

function keyPair(folder: string, name: string): { secret: string; shared: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const pair = { secret: join(folder, `${name}.pem`), shared: join(folder, `${name}.pub`) };
  writeFileSync(pair.secret, privateKey);
  writeFileSync(pair.shared, publicKey);
  return pair;
}

describe.each(Object.keys(transports))('signers over %s', (name) => {
  let app: App;
  let connected: Connected;
  let folder: string;
  let root: string;
  let studio: { secret: string; shared: string };

  const call = <M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> =>
    connected.client.call(method, params);

  const failure = async (work: Promise<unknown>): Promise<ProtocolError> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ProtocolError);
    return error as ProtocolError;
  };

  const request = (over: Partial<Params<'run.start'>> = {}): Params<'run.start'> => ({
    templatePath: join(root, 'template.yaml'),
    text: TEMPLATE,
    parameters: {},
    environments: [],
    pathMappingRules: [],
    scope: { kind: 'job' },
    processKind: 'pipe',
    sessions: 1,
    ...over,
  });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jobwright-signers-'));
    studio = keyPair(folder, 'studio');
    app = createApp({ host: 'memory', paths: appPaths({ JOBWRIGHT_HOME: join(folder, 'home') }) });
    connected = await (transports[name] as (typeof transports)[string])(app.dispatcher);
  });

  beforeEach(() => {
    root = join(mkdtempSync(join(folder, 'bundle-')), 'shot');
    mkdirSync(root);
    writeFileSync(join(root, 'template.yaml'), TEMPLATE);
  });

  afterAll(async () => {
    await connected.close();
    await app.close();
  });

  it('are added by their public key, known by its fingerprint, and taken away again', async () => {
    expect(await call('signer.list', {})).toEqual({ signers: [] });
    const signed = await call('signature.sign', { root, key: studio.secret });
    expect(signed).toEqual({
      path: `${root}.sig`,
      files: 1,
      fingerprint: expect.stringMatching(/^SHA256:/),
    });
    expect(await call('signature.check', request())).toEqual({ state: 'not-vouched' });
    const signer = { name: 'Studio', fingerprint: signed.fingerprint };
    const added = await call('signer.add', { name: 'Studio', key: studio.shared });
    expect(added).toEqual({ signers: [signer] });
    expect(await call('signature.check', request())).toEqual({ state: 'signed', signer });
    // The same key again only has another name.
    await call('signer.add', { name: 'Pipeline', key: studio.shared });
    expect(await call('signer.list', {})).toEqual({ signers: [{ ...signer, name: 'Pipeline' }] });
    const { fingerprint } = signer;
    expect(await call('signer.remove', { fingerprint })).toEqual({ signers: [] });
    expect(await call('signature.check', request())).toEqual({ state: 'not-vouched' });
  });

  it('are not made of what is no public key', async () => {
    const refused = await failure(call('signer.add', { name: 'x', key: studio.secret }));
    expect([refused.code, refused.data]).toEqual(['bad-key', { problem: 'private' }]);
    const gone = await failure(call('signer.add', { name: 'x', key: join(folder, 'none') }));
    expect(gone.code).toBe('not-readable');
  });

  it('sign no folder without files, and nothing with a public key', async () => {
    const publicKey = await failure(call('signature.sign', { root, key: studio.shared }));
    expect([publicKey.code, publicKey.data]).toEqual(['bad-key', { problem: 'public' }]);
    rmSync(join(root, 'template.yaml'));
    const empty = await failure(call('signature.sign', { root, key: studio.secret }));
    expect([empty.code, empty.data]).toEqual(['not-signable', { code: 'empty', path: '' }]);
  });

  it('must vouch for all that runs, where the policy says so, before trust is asked for', async () => {
    await call('settings.set', { patch: { signaturePolicy: 'block' } });
    await call('signer.add', { name: 'Studio', key: studio.shared });
    const refused = async (over?: Partial<Params<'run.start'>>) => {
      const { code, data } = await failure(call('run.start', request(over)));
      return [code, data];
    };
    expect(await refused()).toEqual(['signature-required', { state: 'unsigned' }]);
    writeFileSync(join(root, '.gitignore'), '*.log\nown.sh\n');
    await call('signature.sign', { root, key: studio.secret });

    // Signed: now the commands are shown, as ever.
    const sheet = await failure(call('run.start', request()));
    expect(sheet.code).toBe('trust-required');
    const { contentHash } = sheet.data as unknown as TrustSheet;
    await call('trust.grant', { root, contentHash });
    const run = await call('run.start', request());
    await expect
      .poll(async () => (await call('run.get', { runId: run.id })).state, { timeout: 20_000 })
      .toBe('succeeded');

    expect(await refused({ text: `${TEMPLATE}# typed\n` })).toEqual([
      'signature-required',
      { state: 'not-saved' },
    ]);
    const studioFolder = join(folder, `studio-${name}`);
    mkdirSync(studioFolder);
    const layer = join(studioFolder, 'studio.yaml');
    writeFileSync(layer, ENVIRONMENT);
    const environments = [{ path: layer, text: ENVIRONMENT }];
    expect(await refused({ environments })).toEqual([
      'signature-required',
      { state: 'uncovered', path: layer },
    ]);
    await call('signature.sign', { root: studioFolder, key: studio.secret });
    expect((await failure(call('run.start', request({ environments })))).code).toBe(
      'trust-required',
    );
    // A file that git ignores is no part of the signature; a script must be.
    writeFileSync(join(root, 'notes.log'), 'free to change');
    expect((await call('signature.check', request())).state).toBe('signed');
    writeFileSync(join(root, 'own.sh'), 'echo mine');
    expect(await refused()).toEqual([
      'signature-required',
      { state: 'uncovered', path: join(root, 'own.sh') },
    ]);
    rmSync(join(root, 'own.sh'));
    writeFileSync(join(root, 'more.txt'), '');
    expect(await refused()).toEqual(['signature-required', { state: 'not-vouched' }]);

    await call('settings.set', { patch: { signaturePolicy: 'off' } });
    expect((await call('run.start', request())).state).toBeTruthy();
    expect(readFileSync(`${root}.sig`, 'utf8')).toMatch(/\n$/);
  });
});
