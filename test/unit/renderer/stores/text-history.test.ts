import { beforeEach, describe, expect, it } from 'vitest';
import { useDocument } from '../../../../src/renderer/stores/document-store.ts';
import {
  changeText,
  connectSink,
  redoText,
  undoText,
} from '../../../../src/renderer/stores/text-history.ts';
import type { Bundle } from '../../../../src/shared/protocol/bundle.ts';

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
      { apply: (batches) => taken.push(batches), undo: () => taken.push('undo'), redo: () => {} },
      (base) => taken.push(base),
    );
    undoText();
    disconnect();
    expect(taken).toEqual(['a', [[{ range: { start: 1, end: 1 }, text: 'b' }]], 'undo']);
  });
});
