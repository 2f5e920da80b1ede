import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IncrementalParser } from '../../../../src/shared/yaml/incremental.ts';
import { parseDocument } from '../../../../src/shared/yaml/index.ts';
import { cutPieces } from '../../../../src/shared/yaml/pieces.ts';

const samples = fileURLToPath(new URL('../../../../assets/samples', import.meta.url));
const templates = readdirSync(samples).map((name) =>
  readFileSync(join(samples, name, 'template.yaml'), 'utf8'),
);

/** These texts are below the length at which `parseDocument` itself would cut them. */
const whole = ({ text }: { text: string }) => {
  const { root, diagnostics } = parseDocument(text, { format: 'yaml' });
  return root === undefined ? { diagnostics } : { root, diagnostics };
};

function comparable(value: unknown): string {
  return JSON.stringify(value, (key, item) =>
    key === 'source' ? undefined : typeof item === 'bigint' ? `${item}n` : item,
  );
}

describe('cutPieces', () => {
  const cut = (text: string): (string | string[])[] | undefined =>
    cutPieces(text)?.map(({ start, end, items }) =>
      items === undefined
        ? text.slice(start, end)
        : [
            text.slice(start, items[0]?.start),
            ...items.map((item) => text.slice(item.start, item.end)),
          ],
    );

  it.each<[string, string, (string | string[])[] | undefined]>([
    ['entries', '# top\na: 1\nb:\n  c: 2\n', ['# top\na: 1\n', 'b:\n  c: 2\n']],
    ['items at the left edge', 'a:\n- 1\n- 2\nb: 3\n', [['a:\n', '- 1\n', '- 2\n'], 'b: 3\n']],
    [
      'indented items with what belongs to them',
      'a: # items\n\n  # one\n  - x: |\n      - no item\n  - y\n',
      [['a: # items\n\n  # one\n', '  - x: |\n      - no item\n', '  - y\n']],
    ],
    ['one item stays with its key', 'a:\n- 1\n', ['a:\n- 1\n']],
    ['a value on the line of the key', 'a: [1,\n  2]\n', ['a: [1,\n  2]\n']],
    ['Windows line ends', 'a:\r\n- 1\r\n- 2\r\n', [['a:\r\n', '- 1\r\n', '- 2\r\n']]],
    ['anchors', 'a: &x 1\nb: *x\n', undefined],
    ['a tag', 'a: !!str 1\n', undefined],
    ['several documents', 'a: 1\n---\nb: 2\n', undefined],
    ['a list at the top', '- a\n- b\n', undefined],
    ['flow style', '{a: 1}\n', undefined],
    ['no key', 'just text\n', undefined],
  ])('%s', (_name, text, expected) => {
    expect(cut(text)).toEqual(expected);
  });
});

describe('IncrementalParser', () => {
  it.each(templates)('gives what parsing whole gives', (text) => {
    const parsed = new IncrementalParser(whole, 0).parse({ text });
    expect(comparable(parsed)).toBe(comparable(whole({ text })));
  });

  it('gives the same for any edit after any other, and finds an error where there is one', () => {
    const parser = new IncrementalParser(whole, 0);
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(20),
        fc.oneof(
          fc.string({ maxLength: 6 }),
          fc.constantFrom(
            '\n',
            '\n- a: 1\n',
            '\nkey: 1\n',
            '  ',
            '"',
            "'",
            '#',
            ': ',
            '|\n',
            '&a ',
          ),
        ),
        (template, at, remove, insert) => {
          const offset = Math.floor(at * template.length);
          const text = template.slice(0, offset) + insert + template.slice(offset + remove);
          const expected = whole({ text });
          const parsed = parser.parse({ text });
          if (expected.diagnostics.length === 0) {
            expect(comparable(parsed)).toBe(comparable(expected));
          } else expect(parsed.diagnostics.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('parses one piece again after a keystroke', () => {
    let calls = 0;
    const parser = new IncrementalParser((source) => {
      calls++;
      return whole(source);
    });
    const text = `steps:\n${Array.from({ length: 500 }, (_, index) => `- name: Step ${index}\n`).join('')}`;
    parser.parse({ text });
    expect(calls).toBe(501);
    parser.parse({ text: text.replace('Step 250', 'Step 250x') });
    expect(calls).toBe(502);
  });
});
