import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JsonStore } from '../../../../src/main/services/json-store.ts';

const schema = z.object({ count: z.number() });
const path = (): string => join(mkdtempSync(join(tmpdir(), 'jobwright-store-')), 'deep', 'x.json');

describe('JsonStore', () => {
  it('begins with the fallback and keeps what is put', async () => {
    const file = path();
    const store = new JsonStore(file, schema, () => ({ count: 0 }));
    expect(await store.read()).toEqual({ count: 0 });
    await Promise.all(
      Array.from({ length: 20 }, () => store.update(({ count }) => ({ count: count + 1 }))),
    );
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ count: 20 });
  });

  it('keeps what it had when a change cannot be written, and goes on', async () => {
    const file = path();
    const store = new JsonStore(file, schema, () => ({ count: 0 }));
    await store.update(() => ({ count: 1 }));
    const folder = dirname(file);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file in the way');
    await expect(store.update(() => ({ count: 2 }))).rejects.toThrow();
    expect(await store.read()).toEqual({ count: 1 });
    rmSync(folder);
    expect(await store.update(({ count }) => ({ count: count + 1 }))).toEqual({ count: 2 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ count: 2 });
  });

  it('writes nothing over a file that it could not read', async () => {
    const file = path();
    const folder = dirname(file);
    mkdirSync(folder);
    // Stands for a file that is there and whose content cannot be had: no descriptors, no permission.
    mkdirSync(file);
    const store = new JsonStore(file, schema, () => ({ count: 0 }));
    expect(await store.read()).toEqual({ count: 0 });
    await expect(store.update(() => ({ count: 1 }))).rejects.toMatchObject({ code: 'EISDIR' });
    rmdirSync(file);
    writeFileSync(file, '{"count":41}');
    expect(await store.update(({ count }) => ({ count: count + 1 }))).toEqual({ count: 42 });
  });

  it('loses nothing of what another application over the same folder has written', async () => {
    const file = path();
    const one = new JsonStore(file, schema, () => ({ count: 0 }));
    const other = new JsonStore(file, schema, () => ({ count: 0 }));
    await one.update(({ count }) => ({ count: count + 1 }));
    expect(await other.read()).toEqual({ count: 1 });
    await other.update(({ count }) => ({ count: count + 1 }));
    expect(await one.read()).toEqual({ count: 2 });
    await one.update(({ count }) => ({ count: count + 1 }));
    expect(await other.read()).toEqual({ count: 3 });
  });

  it('keeps what it had when a change is refused', async () => {
    const store = new JsonStore(path(), schema, () => ({ count: 3 }));
    await expect(
      store.update(() => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await store.read()).toEqual({ count: 3 });
  });

  it.each(['', '{', '[]', '{"count":"many"}', '\u0000'])(
    'sets aside a damaged file: %j',
    async (text) => {
      const file = join(mkdtempSync(join(tmpdir(), 'jobwright-store-')), 'x.json');
      writeFileSync(file, text);
      expect(await new JsonStore(file, schema, () => ({ count: 7 })).read()).toEqual({ count: 7 });
      expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(text);
      expect(existsSync(file)).toBe(false);
    },
  );
});
