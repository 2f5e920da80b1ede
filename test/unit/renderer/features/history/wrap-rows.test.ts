import { describe, expect, it } from 'vitest';
import { diffTexts } from '../../../../../src/renderer/features/history/diff-rows.ts';
import { setupText } from '../../../../../src/renderer/features/history/setup-text.ts';
import { wrapRows } from '../../../../../src/renderer/features/history/wrap-rows.ts';

describe('long lines of two texts', () => {
  it('go on in further rows, beside each other, without a number', () => {
    const { rows } = diffTexts('short\nabcdefghij', 'short\nabcdeX');
    expect(wrapRows(rows, 4)).toEqual([
      { kind: 'same', left: { text: 'shor', number: 1 }, right: { text: 'shor', number: 1 } },
      { kind: 'same', left: { text: 't' }, right: { text: 't' } },
      { kind: 'changed', left: { text: 'abcd', number: 2 }, right: { text: 'abcd', number: 2 } },
      { kind: 'changed', left: { text: 'efgh' }, right: { text: 'eX' } },
      { kind: 'changed', left: { text: 'ij' } },
    ]);
  });

  it('keep an empty line, and what is on one side only', () => {
    const { rows } = diffTexts('', 'a');
    expect(wrapRows(rows, 8)).toEqual([
      { kind: 'changed', left: { text: '', number: 1 }, right: { text: 'a', number: 1 } },
    ]);
    expect(wrapRows([{ kind: 'fold', count: 7 }], 8)).toEqual([{ kind: 'fold', count: 7 }]);
  });

  it('end somewhere, and say so', () => {
    const rows = wrapRows([{ kind: 'removed', left: { number: 1, text: 'x'.repeat(10_000) } }], 8);
    expect(rows).toHaveLength(201);
    expect(rows.at(-1)).toEqual({ kind: 'removed', left: { text: '…' } });
  });
});

describe('what surrounded the job of a run', () => {
  const none = { text: '', parameters: {}, environments: [], pathMappingRules: [] };

  it('is nothing without rules and environments', () => {
    expect(setupText(none)).toBe('');
  });

  it('names rules and environments in their order', () => {
    expect(
      setupText({
        ...none,
        environments: [
          { path: '/farm/b.yaml', text: 'name: B\n' },
          { path: '/farm/a.yaml', text: 'name: A\n' },
        ],
        pathMappingRules: [
          { sourcePathFormat: 'WINDOWS', sourcePath: 'P:\\show', destinationPath: '/mnt/show' },
        ],
      }),
    ).toBe(
      '# Path mapping\nWINDOWS P:\\show → /mnt/show\n# /farm/b.yaml\nname: B\n# /farm/a.yaml\nname: A',
    );
  });
});
