import { beforeEach, describe, expect, it } from 'vitest';
import { useDocument } from '../../../../src/renderer/stores/document-store.ts';
import {
  changeText,
  connectSink,
  redoText,
  undoText,
} from '../../../../src/renderer/stores/text-history.ts';
import type { Bundle } from '../../../../src/shared/protocol/bundle.ts';
import { fingerprint } from '../../../../src/shared/text/fingerprint.ts';

const text = () => useDocument.getState().text;
const append = (more: string, group?: string) => {
  const end = text().length;
  changeText([[{ range: { start: end, end }, text: more }]], group);
};

beforeEach(() => {
  const template = { path: '/b/template.yaml', text: 'a', hash: '', readOnly: false };
  useDocument.setState({ bundle: { template } as Bundle, text: 'a' });
});

describe('changes before the editor is there', () => {
  it('are undone and done again, those of a group together', () => {
    append('b');
    append('c', 'field 1');
    append('d', 'field 1');
    undoText();
    expect(text()).toBe('ab');
    undoText();
    undoText();
    expect(text()).toBe('a');
    redoText();
    redoText();
    redoText();
    expect(text()).toBe('abcd');
    undoText();
    append('x');
    redoText();
    expect(text()).toBe('abx');
  });

  it('are handed to the editor as they stand', () => {
    append('b');
    append('c');
    undoText();
    const taken: unknown[] = [];
    const disconnect = connectSink(
      { apply: () => {}, undo: () => taken.push('undo'), redo: () => {} },
      (changes) => taken.push(changes),
    );
    undoText();
    disconnect();
    expect(taken).toMatchObject([
      {
        base: 'a',
        done: [{ batches: [[{ range: { start: 1, end: 1 }, text: 'b' }]] }],
        undone: [{ batches: [[{ range: { start: 2, end: 2 }, text: 'c' }]] }],
      },
      'undo',
    ]);
  });

  it('are joined to those of the window before', () => {
    const { bundle } = useDocument.getState();
    useDocument.setState({
      text: 'ab',
      bundle: {
        ...bundle,
        place: {
          of: fingerprint('ab'),
          view: null,
          back: [{ start: 1, end: 2, text: '', joins: false }],
          forth: [{ start: 2, end: 2, text: 'z', joins: false }],
        },
      } as Bundle,
    });
    redoText();
    expect(text()).toBe('abz');
    append('c');
    undoText();
    undoText();
    undoText();
    expect(text()).toBe('a');
  });
});
