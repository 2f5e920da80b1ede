import { beforeEach, describe, expect, it } from 'vitest';
import { useFiles } from '../../../../src/renderer/stores/bundle-files.ts';
import { useDocument } from '../../../../src/renderer/stores/document-store.ts';
import { useDrafts } from '../../../../src/renderer/stores/kept-drafts.ts';
import { unsavedFiles } from '../../../../src/renderer/stores/unsaved.ts';
import type { Bundle } from '../../../../src/shared/protocol/bundle.ts';

const file = (path: string, change: object = {}) => ({
  path,
  state: 'open' as const,
  why: '',
  text: 'a',
  savedText: 'a',
  baseHash: '',
  gone: false,
  readOnly: false,
  saving: false,
  cursor: 0,
  place: undefined,
  conflict: undefined,
  replaced: 0,
  ...change,
});

beforeEach(() => {
  const template = { path: '/b/template.yaml', text: 'a', hash: '', readOnly: false };
  useDocument.setState({
    bundle: { root: '/b', template } as Bundle,
    text: 'a',
    savedText: 'a',
    gone: false,
  });
  useFiles.setState({ files: [file('scripts/a.sh'), file('b.txt')] });
  useDrafts.setState({ notKept: new Set() });
});

describe('what is not saved', () => {
  it('is nothing where all is as on the disk, and where nothing is open', () => {
    expect(unsavedFiles()).toEqual([]);
    useDocument.setState({ bundle: undefined, text: 'x' });
    expect(unsavedFiles()).toEqual([]);
  });

  it('is told by names in the bundle, the template first, gone files included', () => {
    useDocument.setState({ text: 'b' });
    useFiles.setState({
      files: [file('scripts/a.sh', { text: 'b' }), file('b.txt', { gone: true })],
    });
    useDrafts.setState({ notKept: new Set(['/b/scripts/a.sh']) });
    expect(unsavedFiles()).toEqual([
      { name: 'template.yaml', kept: true },
      { name: 'scripts/a.sh', kept: false },
      { name: 'b.txt', kept: true },
    ]);
  });
});
