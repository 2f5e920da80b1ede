import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { appPaths } from '../../../../src/main/services/app-paths.ts';
import { DraftService } from '../../../../src/main/services/draft-service.ts';
import { FileService } from '../../../../src/main/services/file-service.ts';
import { PlaceService } from '../../../../src/main/services/place-service.ts';
import {
  executableContent,
  foreignEnvironments,
  TrustService,
} from '../../../../src/main/services/trust-service.ts';

let trust: TrustService;
let drafts: DraftService;
let places: PlaceService;
let bundle: string;

beforeEach(async () => {
  const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
  trust = new TrustService(appPaths({ JOBWRIGHT_HOME: home }));
  drafts = new DraftService(appPaths({ JOBWRIGHT_HOME: home }));
  places = new PlaceService(appPaths({ JOBWRIGHT_HOME: home }));
  bundle = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
  writeFileSync(join(bundle, 'template.yaml'), 'name: one\n');
  mkdirSync(join(bundle, 'scripts'));
  writeFileSync(join(bundle, 'scripts', 'draw.py'), 'print(1)\n');
  writeFileSync(join(bundle, 'notes.txt'), 'nothing that runs\n');
});

const openFiles = () => new FileService({ trust, drafts, places }, () => undefined);

const grant = async (): Promise<void> =>
  trust.grant(bundle, (await executableContent(bundle)).hash);

describe('TrustService', () => {
  it('trusts nothing by itself', async () => {
    expect(await trust.stateOf(bundle)).toBe('untrusted');
  });

  it('trusts nothing when that could not be written, and takes trust back even so', async () => {
    const paths = appPaths({ JOBWRIGHT_HOME: mkdtempSync(join(tmpdir(), 'jobwright-home-')) });
    rmSync(paths.stateDirectory, { recursive: true, force: true });
    writeFileSync(paths.stateDirectory, 'a file in the way');
    const other = new TrustService(paths);
    const { hash } = await executableContent(bundle);
    await expect(other.grant(bundle, hash)).rejects.toThrow();
    expect(await other.stateOf(bundle)).toBe('untrusted');
    rmSync(paths.stateDirectory);
    await other.grant(bundle, hash);
    expect(await other.stateOf(bundle)).toBe('trusted');
    rmSync(paths.stateDirectory, { recursive: true });
    writeFileSync(paths.stateDirectory, 'a file in the way');
    await expect(other.revoke(bundle)).rejects.toThrow();
    expect(await other.stateOf(bundle)).toBe('untrusted');
  });

  it('binds to the real path: a link to a trusted bundle is that bundle', async () => {
    await grant();
    const link = join(mkdtempSync(join(tmpdir(), 'jobwright-link-')), 'link');
    symlinkSync(bundle, link);
    expect(await trust.stateOf(link)).toBe('trusted');
    expect(await trust.stateOf(join(bundle, 'scripts'))).toBe('untrusted');
  });

  it.each([
    ['the template', () => writeFileSync(join(bundle, 'template.yaml'), 'name: two\n'), 'changed'],
    ['a script', () => writeFileSync(join(bundle, 'scripts', 'draw.py'), 'print(2)\n'), 'changed'],
    ['a new script', () => writeFileSync(join(bundle, 'more.sh'), 'true\n'), 'changed'],
    [
      'a linked script’s target',
      () => symlinkSync('/etc/hostname', join(bundle, 'linked.sh')),
      'changed',
    ],
    [
      'a file that does not execute',
      () => writeFileSync(join(bundle, 'notes.txt'), 'x'),
      'trusted',
    ],
  ])('after a change from outside to %s', async (_name, change, state) => {
    await grant();
    change();
    expect(await trust.stateOf(bundle)).toBe(state);
  });

  it('keeps trust over a save from inside', async () => {
    await grant();
    const files = openFiles();
    const path = join(bundle, 'template.yaml');
    const { hash } = await files.read(path);
    await files.write({ path, text: 'name: edited\n', baseHash: hash });
    expect(await trust.stateOf(bundle)).toBe('trusted');
  });

  it('keeps trust over saves of scripts at the same time', async () => {
    await grant();
    const files = openFiles();
    await Promise.all(
      ['scripts/draw.py', 'scripts/more.py'].map((path) =>
        files.writeOfBundle({
          root: bundle,
          path,
          text: 'print(3)\n',
          baseHash: null,
          force: true,
        }),
      ),
    );
    expect(await trust.stateOf(bundle)).toBe('trusted');
  });

  it('does not trust by a save from inside what was changed from outside', async () => {
    await grant();
    writeFileSync(join(bundle, 'scripts', 'draw.py'), 'evil\n');
    const files = openFiles();
    const path = join(bundle, 'template.yaml');
    const { hash } = await files.read(path);
    await files.write({ path, text: 'name: edited\n', baseHash: hash });
    expect(await trust.stateOf(bundle)).toBe('changed');
  });

  it('refuses an agreement to what is no longer there', async () => {
    const { hash } = await executableContent(bundle);
    writeFileSync(join(bundle, 'template.yaml'), 'name: swapped\n');
    await expect(trust.grant(bundle, hash)).rejects.toMatchObject({ code: 'changed-on-disk' });
  });

  it('can be taken back', async () => {
    await grant();
    await trust.revoke(bundle);
    expect(await trust.stateOf(bundle)).toBe('untrusted');
  });

  it('asks apart for environment templates from elsewhere', async () => {
    const inside = join(bundle, 'studio.yaml');
    const text = 'specificationVersion: environment-2023-09\nenvironment: {name: A}\n';
    writeFileSync(inside, text);
    const { hash, files } = await executableContent(bundle);
    const layers = (own: string) => [
      { path: inside, text: own },
      { path: '/elsewhere/studio.yaml', text },
    ];
    // What the bundle's own file holds is covered by the bundle; another text in its name is not.
    const foreign = await foreignEnvironments(bundle, files, layers(text));
    expect(foreign.map(({ path }) => path)).toEqual(['/elsewhere/studio.yaml']);
    const other = await foreignEnvironments(bundle, files, layers(`${text}# other`));
    expect(other.map(({ path }) => path)).toEqual([inside, '/elsewhere/studio.yaml']);
    const hashes = foreign.map((one) => one.hash);
    expect(await trust.knows(bundle, hashes)).toBe(false);
    await trust.grant(bundle, hash, hashes);
    expect(await trust.knows(bundle, hashes)).toBe(true);
    expect(
      await trust.knows(
        bundle,
        other.map((one) => one.hash),
      ),
    ).toBe(false);
    await trust.keepAfterEdit(bundle);
    expect(await trust.knows(bundle, hashes)).toBe(true);
    await trust.revoke(bundle);
    expect(await trust.knows(bundle, hashes)).toBe(false);
  });
});
