import { expect, it } from 'vitest';
import {
  bundleReference,
  scriptReference,
  writtenFiles,
} from '../../../../src/renderer/stores/log-place.ts';

const files = writtenFiles(
  [
    'Running Task: Render',
    'Wrote: Run -> /tmp/s/embedded_files1/render.py',
    'Wrote: B -> /tmp/s/b.sh',
    'Wrote: X -> /no',
  ],
  'ccco',
);

it('takes from the engine’s own lines alone what was written where', () => {
  expect([...files.values()]).toEqual(['Run', 'B']);
});

it('finds the script line that a log line speaks of', () => {
  const find = (text: string) => scriptReference(text, files);
  expect(find('  File "/tmp/s/embedded_files1/render.py", line 10, in <module>')).toEqual({
    file: 'Run',
    line: 10,
  });
  expect(find('/tmp/s/b.sh: line 3: nope: command not found')).toEqual({ file: 'B', line: 3 });
  expect(find('/tmp/s/b.sh: 7: nope: not found')).toEqual({ file: 'B', line: 7 });
  expect(find('render.py:12: DeprecationWarning')).toEqual({ file: 'Run', line: 12 });
  expect(find('render.py is fine')).toBeUndefined();
  expect(find('other.py:12')).toBeUndefined();
});

it('finds the line of a bundle’s own script, by its path in the bundle', () => {
  const paths = ['scripts/render.py', 'README.md'];
  expect(bundleReference('  File "/show/failing/scripts/render.py", line 10, in x', paths)).toEqual(
    {
      file: 'scripts/render.py',
      line: 10,
      templateLine: undefined,
    },
  );
  expect(bundleReference('  File "C:\\show\\scripts\\render.py", line 4', paths)?.line).toBe(4);
  expect(bundleReference('File "/usr/lib/render.py", line 10', paths)).toBeUndefined();
});
