import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appPaths } from '../../../../src/main/services/app-paths.ts';
import { SampleService } from '../../../../src/main/services/sample-service.ts';

const TEMPLATE = 'specificationVersion: jobtemplate-2023-09\nname: One   # as it is\n';

async function readOnlyInstallation(): Promise<{ shipped: string; service: SampleService }> {
  const root = await mkdtemp(join(tmpdir(), 'jobwright-samples-'));
  const shipped = join(root, 'shipped');
  await mkdir(join(shipped, 'one', 'scripts'), { recursive: true });
  await mkdir(join(shipped, 'one', 'out'));
  await writeFile(join(shipped, 'one', 'template.yaml'), TEMPLATE);
  await writeFile(join(shipped, 'one', 'scripts', 'run.sh'), 'echo\n');
  await chmod(join(shipped, 'one', 'template.yaml'), 0o444);
  await chmod(join(shipped, 'one', 'scripts', 'run.sh'), 0o555);
  for (const folder of ['one/scripts', 'one/out', 'one', ''])
    await chmod(join(shipped, folder), 0o555);
  return {
    shipped,
    service: new SampleService(appPaths({ JOBWRIGHT_HOME: join(root, 'home') }), shipped),
  };
}

describe.skipIf(process.platform === 'win32')('a sample of a read-only installation', () => {
  it('becomes a copy that can be changed and deleted, with the same bytes', async () => {
    const { shipped, service } = await readOnlyInstallation();
    const copy = await service.workingCopy(join(shipped, 'one'));
    const modes: Record<string, string> = {};
    for (const name of ['', 'template.yaml', 'scripts', 'scripts/run.sh'])
      modes[name] = ((await stat(join(copy, name))).mode & 0o777).toString(8);
    // Root may write everywhere: the bits tell what others may.
    expect(modes).toEqual({
      '': '755',
      'template.yaml': '644',
      scripts: '755',
      'scripts/run.sh': '755',
    });
    expect(await readFile(join(copy, 'template.yaml'), 'utf8')).toBe(TEMPLATE);
    await writeFile(join(copy, 'template.yaml'), 'changed');
    await rm(copy, { recursive: true });
  });

  it('is copied without what a run left there, and stays as it is', async () => {
    const { shipped, service } = await readOnlyInstallation();
    const copy = await service.workingCopy(join(shipped, 'one', 'template.yaml'));
    expect(await readdir(join(copy, '..'))).toEqual(['scripts', 'template.yaml']);
    expect((await stat(join(shipped, 'one', 'template.yaml'))).mode & 0o777).toBe(0o444);
  });
});
