import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { whoVouches } from '../../../../src/main/services/who-vouches.ts';
import { signaturePath, signBundle } from '../../../../src/main/trust/index.ts';

const studio = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signers = [{ name: 'Studio', key: studio.publicKey }];

let root: string;

beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'jobwright-vouch-')), 'shot');
  write('template.yaml', 'name: Shot');
  write('scripts/draw.py', 'import pixels');
  mkdirSync(join(root, '..', '.git'));
  write('../.git/HEAD', 'ref: refs/heads/main');
  write('../elsewhere/run.sh', 'echo hello');
});

function write(name: string, text: string): void {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

async function signed(): Promise<void> {
  const made = await signBundle(root, studio.privateKey);
  if (!made.ok) throw new Error(made.problem.code);
  writeFileSync(signaturePath(root), made.text);
}

function verdict(text = 'name: Shot') {
  return whoVouches(signers, { templatePath: join(root, 'template.yaml'), text, environments: [] });
}

describe('whoVouches', () => {
  it('names the signer of exactly the text that was signed, with a byte order mark or without', async () => {
    write('template.yaml', '\ufeffname: Größe');
    await signed();
    const state = { state: 'signed', signer: { name: 'Studio', fingerprint: expect.any(String) } };
    expect(await verdict('name: Größe')).toEqual(state);
    expect(await verdict('\ufeffname: Größe')).toEqual(state);
    expect(await verdict('name: Size')).toEqual({ state: 'not-saved' });
  });

  const uncovered: [string, string, () => void][] = [
    [
      'a template behind a link',
      'template.yaml',
      () => {
        renameSync(join(root, 'template.yaml'), join(root, '..', 'template.yaml'));
        symlinkSync('../template.yaml', join(root, 'template.yaml'));
      },
    ],
    [
      'a link that leads out',
      'run.sh',
      () => symlinkSync('../elsewhere/run.sh', join(root, 'run.sh')),
    ],
    [
      'a link to a folder elsewhere',
      'scripts/more',
      () => symlinkSync('../../elsewhere', join(root, 'scripts', 'more')),
    ],
    ['a link that leads nowhere', 'later', () => symlinkSync('not/yet', join(root, 'later'))],
    [
      'a link to what is ignored',
      'tool',
      () => {
        write('.gitignore', 'tool.txt');
        write('tool.txt', '');
        symlinkSync('tool.txt', join(root, 'tool'));
      },
    ],
    [
      'compiled modules that are ignored',
      'scripts/__pycache__/pixels.cpython-311.pyc',
      () => {
        write('.gitignore', '__pycache__/');
        write('scripts/__pycache__/pixels.cpython-311.pyc', '');
      },
    ],
    [
      'scripts deep in a folder that is ignored',
      'node_modules/a/b/c/d/e/f/g/h/.i/index.js',
      () => {
        write('.gitignore', 'node_modules');
        write('node_modules/a/b/c/d/e/f/g/h/.i/index.js', '');
      },
    ],
    [
      'an executable file that is ignored',
      'tool',
      () => {
        write('.gitignore', '/tool');
        write('tool', '');
        chmodSync(join(root, 'tool'), 0o755);
      },
    ],
    [
      'an ignored link to a folder',
      'out',
      () => {
        write('.gitignore', '/out');
        symlinkSync('../elsewhere', join(root, 'out'));
      },
    ],
    ['a template that is ignored', 'template.yaml', () => write('.gitignore', '*.yaml')],
  ];
  it.each(uncovered)('refuses %s', async (_, path, prepare) => {
    prepare();
    await signed();
    expect(await verdict()).toEqual({ state: 'uncovered', path: join(root, path) });
  });

  it('lets be what is ignored and no code, and links within', async () => {
    write('.gitignore', 'out/\n*.log\n');
    write('out/frame.exr', '');
    write('a.log', '');
    symlinkSync('scripts/draw.py', join(root, 'latest.py'));
    symlinkSync('latest.py', join(root, 'newest.py'));
    symlinkSync('scripts', join(root, 'tools'));
    await signed();
    expect((await verdict()).state).toBe('signed');
  });

  it('takes an environment template by its bytes, from a folder that is signed', async () => {
    await signed();
    const path = join(root, '..', 'elsewhere', 'env.yaml');
    write('../elsewhere/env.yaml', 'environment: {}');
    const layered = async (text: string) =>
      (
        await whoVouches(signers, {
          templatePath: join(root, 'template.yaml'),
          text: 'name: Shot',
          environments: [{ path, text }],
        })
      ).state;
    expect(await layered('environment: {}')).toBe('uncovered');
    const bundle = root;
    root = join(root, '..', 'elsewhere');
    await signed();
    root = bundle;
    expect(await layered('environment: {}')).toBe('signed');
    expect(await layered('environment: {name: X}')).toBe('uncovered');
    rmSync(path);
    expect(await layered('environment: {}')).toBe('uncovered');
  });
});
