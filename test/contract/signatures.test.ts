import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/jobwright.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'jobwright-sign-'));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function jobwright(args: string[], input = ''): Outcome {
  try {
    const stdout = execFileSync(process.execPath, [bin, ...args], {
      cwd: folder,
      input,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return { code: 0, stdout, stderr: '' };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, stdout, stderr };
  }
}

beforeAll(() => {
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const bits = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
  openssl('genpkey', ...bits, '-out', 'studio.pem');
  openssl('genpkey', ...bits, '-out', 'other.pem');
  for (const name of ['studio', 'other'])
    openssl('pkey', '-in', `${name}.pem`, '-pubout', '-out', `${name}.pub`);
  openssl('pkcs8', '-topk8', '-in', 'studio.pem', '-out', 'locked.pem', '-passout', 'pass:sesame');
  mkdirSync(join(folder, 'shot'));
  writeFileSync(join(folder, 'shot', 'template.yaml'), 'name: Shot\n');
}, 60_000);

describe('sign and verify', () => {
  it('decide whether a job runs', () => {
    const root = join(folder, 'job');
    mkdirSync(root);
    const onRun = '{command: echo, args: [hello]}';
    writeFileSync(
      join(root, 'template.yaml'),
      `specificationVersion: jobtemplate-2023-09\nname: J\nsteps:\n- {name: S, script: {actions: {onRun: ${onRun}}}}\n`,
    );
    const run = ['run', 'job', '--signed-by', 'other.pub', '--signed-by', 'studio.pub'];
    expect(jobwright(run)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is not signed/),
    });
    jobwright(['sign', 'job', '--key', 'studio.pem']);
    expect(jobwright(run)).toMatchObject({ code: 0, stdout: expect.stringMatching(/hello/) });
    writeFileSync(join(root, 'sitecustomize.py'), '');
    expect(jobwright(run)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/none of these keys vouches for ".*job" as it is now/),
    });
  });

  it('write a signature beside the bundle, and say who vouches', () => {
    expect(jobwright(['verify', 'shot', '--key', 'studio.pub'])).toEqual({
      code: 1,
      stdout: '',
      stderr: '"shot" is not signed: there is no signature beside it.\n',
    });
    const signed = jobwright(['sign', 'shot', '--key', 'studio.pem', '--output', 'json']);
    const { hash, key, ...rest } = JSON.parse(signed.stdout);
    expect(rest).toEqual({ signature: join(folder, 'shot.sig'), files: 1 });
    const keys = ['--key', 'other.pub', '--key', 'studio.pub'];
    expect(jobwright(['verify', 'shot/', ...keys])).toEqual({
      code: 0,
      stdout: `"shot/" is as it was signed by studio.pub (${key}).\n`,
      stderr: '',
    });
    expect(JSON.parse(jobwright(['verify', 'shot', ...keys, '--output', 'json']).stdout)).toEqual({
      state: 'signed',
      hash,
      key,
      keyFile: 'studio.pub',
    });
    expect(jobwright(['verify', 'shot', '--key', 'other.pub'])).toEqual({
      code: 1,
      stdout: '',
      stderr: `None of these keys vouches for "shot" as it is now (${hash}): a file, mode, name or link changed since it was signed, or another key signed it.\n`,
    });
  });

  it('take an encrypted key with its pass phrase, and another place for the signature', () => {
    const args = ['sign', 'shot', '--key', 'locked.pem', '--signature', 'elsewhere.sig'];
    expect(jobwright([...args, '--passphrase-file', '-'], 'sesame\n').code).toBe(0);
    expect(readFileSync(join(folder, 'elsewhere.sig'), 'utf8')).toMatch(/^[A-Za-z0-9+/=\n]+$/);
    const check = ['verify', 'shot', '--key', 'studio.pub', '--signature', 'elsewhere.sig'];
    expect(jobwright(check).code).toBe(0);
  });

  it('take a key from a pipe, as a vault hands it over', () => {
    const signed = execFileSync(
      'bash',
      ['-c', `"$0" "$1" sign shot --key <(cat studio.pem)`, process.execPath, bin],
      { cwd: folder, encoding: 'utf8', stdio: 'pipe' },
    );
    expect(signed).toMatch(/^Signed 1 file /);
  });

  it.each<[string, string[], number, string]>([
    ['no key', ['sign', 'shot'], 2, "required option '--key <file>' not specified"],
    [
      'a key that is not there',
      ['sign', 'shot', '--key', 'none'],
      2,
      'The key cannot be read: ENOENT',
    ],
    ['the public key', ['sign', 'shot', '--key', 'studio.pub'], 2, '"studio.pub" is a public key.'],
    [
      'the private key',
      ['verify', 'shot', '--key', 'studio.pem'],
      2,
      '"studio.pem" is a private key.',
    ],
    [
      'no pass phrase',
      ['sign', 'shot', '--key', 'locked.pem'],
      2,
      'Give it with --passphrase-file.',
    ],
    ['a template', ['sign', 'shot/template.yaml', '--key', 'studio.pem'], 1, 'is no folder.'],
    [
      'a place that is not there',
      ['sign', 'shot', '--key', 'studio.pem', '--signature', 'no/x'],
      1,
      'The signature cannot be written',
    ],
  ])('say what is wrong: %s', (_, args, code, words) => {
    expect(jobwright(args)).toEqual({ code, stdout: '', stderr: expect.stringContaining(words) });
  });
});
