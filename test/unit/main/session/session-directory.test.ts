import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLineEnds, writeEmbeddedFiles } from '../../../../src/main/session/embedded-files.ts';
import {
  EnvironmentLayer,
  EnvironmentLayers,
} from '../../../../src/main/session/environment-layers.ts';
import {
  createSessionDirectory,
  removeDirectory,
} from '../../../../src/main/session/session-directory.ts';

let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'session-directory-'));
});

afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

describe("a session's folder", () => {
  it('is for its owner alone and named after the session', () => {
    const directory = createSessionDirectory('my/session', { root: path.join(root, 'OpenJD') });
    expect(path.basename(directory)).toMatch(/^my_session[0-9a-f]{16}$/);
    expect(fs.statSync(directory).mode & 0o7777).toBe(0o700);
  });

  it('is refused under a parent that all may write to without the sticky bit', () => {
    fs.chmodSync(root, 0o777);
    expect(() => createSessionDirectory('s', { root: path.join(root, 'OpenJD') })).toThrow(
      `Sessions are not kept in ${root}/OpenJD: anyone may rename files in ${root}, which is writable for all users and has no sticky bit.`,
    );
    fs.chmodSync(root, 0o1777);
    expect(() => createSessionDirectory('s', { root: path.join(root, 'OpenJD') })).not.toThrow();
  });

  it.runIf(process.platform === 'linux').each(['/dev/null', '/proc', '/proc/none'])(
    'is refused with a reason in %s, which takes no folder',
    (place) => {
      const before = process.env.TMPDIR;
      process.env.TMPDIR = place;
      try {
        expect(() => createSessionDirectory('s')).toThrow(
          /The folder for sessions, .* cannot be made/,
        );
      } finally {
        if (before === undefined) delete process.env.TMPDIR;
        else process.env.TMPDIR = before;
      }
    },
  );

  it('says when a link that leads nowhere is in its place', () => {
    fs.symlinkSync(path.join(root, 'nowhere'), path.join(root, 'OpenJD'));
    expect(() => createSessionDirectory('s', { root: path.join(root, 'OpenJD') })).toThrow(
      'cannot be made',
    );
  });

  it('is deleted with read-only files and folders in it, and links are not followed', async () => {
    const outside = path.join(root, 'outside');
    fs.writeFileSync(outside, 'x');
    const directory = createSessionDirectory('s', { root: path.join(root, 'OpenJD') });
    const locked = path.join(directory, 'locked');
    fs.mkdirSync(locked);
    fs.writeFileSync(path.join(locked, 'file'), 'x', { mode: 0o400 });
    fs.symlinkSync(outside, path.join(locked, 'link'));
    fs.chmodSync(locked, 0o500);
    expect(await removeDirectory(directory)).toBeUndefined();
    expect(fs.existsSync(directory)).toBe(false);
    expect(fs.existsSync(outside)).toBe(true);
  });
});

describe('embedded files', () => {
  const file = (more: Record<string, unknown> = {}) => ({
    name: 'Run',
    filename: 'run.sh',
    path: path.join(root, 'files', 'run.sh'),
    data: 'echo\n',
    runnable: false,
    endOfLine: 'AUTO' as const,
    origin: { document: 0, path: [], range: { start: 0, end: 0 } },
    ...more,
  });

  it('are read-only, executable where asked, and whole again every time', () => {
    writeEmbeddedFiles([file()]);
    const { path: name } = file();
    expect(fs.statSync(name).mode & 0o777).toBe(0o400);
    fs.rmSync(name);
    fs.symlinkSync('/etc/hostname', name);
    writeEmbeddedFiles([file({ runnable: true })]);
    expect(fs.lstatSync(name).isFile()).toBe(true);
    expect(fs.statSync(name).mode & 0o777).toBe(0o500);
    expect(fs.readFileSync(name, 'utf8')).toBe('echo\n');
  });

  it('never leave their folder', () => {
    expect(() => writeEmbeddedFiles([file({ filename: '../x' })])).toThrow('no plain file name');
  });

  it('have the line ends that are asked for', () => {
    expect(withLineEnds('a\nb\r\nc', 'LF')).toBe('a\nb\nc');
    expect(withLineEnds('a\nb\r\nc', 'CRLF')).toBe('a\r\nb\r\nc');
    expect(withLineEnds('a\nb', 'AUTO')).toBe(`a${os.EOL}b`);
  });
});

describe('variables', () => {
  it('are undone with their environment; an unset goes before a set', () => {
    const layers = new EnvironmentLayers();
    const outer = new EnvironmentLayer();
    const inner = new EnvironmentLayer();
    layers.push(outer);
    layers.push(inner);
    outer.set('A', '1');
    inner.unset('A');
    inner.set('A', '2');
    inner.set('B', '3');
    expect(layers.over({ H: 'host', A: 'host' })).toEqual({ H: 'host', B: '3' });
    layers.remove(inner);
    expect(layers.over({ H: 'host' })).toEqual({ H: 'host', A: '1' });
    expect([...layers.sessionVariables()]).toEqual([['A', '1']]);
  });
});
