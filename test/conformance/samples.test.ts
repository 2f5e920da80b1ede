import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const samples = fileURLToPath(new URL('../../assets/samples', import.meta.url));

function jobwright(args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { timeout: 50_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: stdout + stderr });
    });
  });
}

/** A copy to run in: samples write beside their template. */
function copyOf(name: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), 'jobwright-sample-')), name);
  cpSync(join(samples, name), copy, {
    recursive: true,
    filter: (source) => !/[\\/](out|__pycache__)$/.test(source),
  });
  return copy;
}

describe.concurrent('the sample bundles', () => {
  it.each(readdirSync(samples))('%s passes check', async (name) => {
    expect(await jobwright(['check', join(samples, name)])).toEqual({
      code: 0,
      output: `Template at '${join(samples, name, 'template.yaml')}' passes validation checks.\n`,
    });
  });

  for (const kind of ['pipe', 'pty']) {
    const run = (name: string, ...args: string[]): Promise<{ code: number; output: string }> =>
      jobwright(['run', copyOf(name), ...args, ...(kind === 'pty' ? ['--pty'] : [])]);

    it(`turntable renders PNG frames and a contact sheet (${kind})`, async () => {
      const copy = copyOf('turntable');
      const args = ['run', copy, '-p', 'Frames=1-120:60', '-p', 'Quality=1'];
      const { code, output } = await jobwright([...args, ...(kind === 'pty' ? ['--pty'] : [])]);
      expect(code, output).toBe(0);
      const written = readdirSync(join(copy, 'out')).sort();
      expect(written).toEqual([
        'beauty.0001.png',
        'beauty.0061.png',
        'contact-sheet.png',
        'matte.0001.png',
        'matte.0061.png',
      ]);
      for (const name of written)
        expect(
          readFileSync(join(copy, 'out', name))
            .subarray(1, 4)
            .toString(),
        ).toBe('PNG');
    });

    it(`environments hands variables on and unsets one (${kind})`, async () => {
      const { code, output } = await run('environments');
      expect(code, output).toBe(0);
      for (const text of [
        'Hello, task 3. The studio opened at ',
        'DISPLAY is not set',
        'This session ran 3 tasks',
        'Leaving the studio, the greeting was "Hello"'.replaceAll('"', ''),
      ])
        expect(output).toContain(text);
    });

    it(`path-mapping maps what a rule matches (${kind})`, async () => {
      const rules = {
        version: 'pathmapping-1.0',
        path_mapping_rules: [
          { source_path_format: 'POSIX', source_path: '/projects', destination_path: '/mnt/here' },
        ],
      };
      const { code, output } = await run(
        'path-mapping',
        ...['-p', 'Scene=/projects/scene.txt'],
        ...['--path-mapping-rules', JSON.stringify(rules)],
      );
      expect(code, output).toBe(0);
      expect(output).toContain('As it was given:    /projects/scene.txt');
      expect(output).toContain('As it is on disk:   /mnt/here/scene.txt');
      expect(output).toContain('Are there rules?    true');
    });

    it(`dependencies runs its steps in order (${kind})`, async () => {
      const { code, output } = await run('dependencies', '-p', 'Tiles=3');
      expect(code, output).toBe(0);
      expect(output).toMatch(
        /Joined 3 tiles[\s\S]*All tiles are there[\s\S]*The area of 3 tiles is/,
      );
    });

    it(`failing fails at its third task and is mended by its parameter (${kind})`, async () => {
      const failed = await run('failing');
      expect(failed.code).toBe(1);
      expect(failed.output).toContain('KeyError: 3');
      expect(failed.output).toContain('frame 3 uses a texture that the scene does not have');
      expect((await run('failing', '-p', 'Repair=yes')).code).toBe(0);
    });

    it(`form-controls prints what was chosen (${kind})`, async () => {
      const { code, output } = await run('form-controls', '-p', 'Range=5-20:5');
      expect(code, output).toBe(0);
      expect(output).toContain('numbers: 42, 1920, 3.50, 0.5');
      expect(output).toContain('switch true, range 5-20:5 has 4 values');
    });

    it(`expressions hands frames out in chunks (${kind})`, async () => {
      const { code, output } = await run('expressions', '-p', 'Frames=1-20', '-p', 'ChunkSize=8');
      expect(code, output).toBe(0);
      for (const chunk of ['1-7', '8-14', '15-20'])
        expect(output).toContain(`SH010 denoised: frames ${chunk} of 20`);
    });

    it(`blender-render says clearly when Blender is missing (${kind})`, async () => {
      const { code, output } = await run('blender-render');
      if (output.includes('Blender is not installed here')) expect(code).toBe(1);
      else expect(output).toMatch(/Blender [0-9]/);
    });
  }
});
