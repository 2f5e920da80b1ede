import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  complete,
  definition,
  fixes,
  folding,
  hints,
  hover,
  links,
  locate,
  openDocument,
  outline,
  rename,
  semanticTokens,
  signatureHelp,
} from '../../../../src/shared/language/index.ts';
import { applyEdits } from '../../../../src/shared/yaml/edit/index.ts';

const samples = fileURLToPath(new URL('../../../../assets/samples/', import.meta.url));
const SAMPLES = readdirSync(samples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(`${samples}${name}/template.yaml`, 'utf8'));

/** Asks everything at a place; nothing may throw, and every place must be inside of the text. */
function askAll(text: string, offset: number, format: 'yaml' | 'json'): void {
  const document = openDocument(text, { format });
  const inside = ({ start, end }: { start: number; end: number }): void => {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
  };
  locate(document, offset);
  for (const { replace } of complete(document, offset)) inside(replace);
  const hovered = hover(document, offset);
  if (hovered !== undefined) inside(hovered.range);
  signatureHelp(document, offset);
  for (const { range } of definition(document, offset)) inside(range);
  for (const { range, selection } of outline(document)) {
    inside(range);
    inside(selection);
  }
  for (const range of folding(document)) inside(range);
  for (const { range } of links(document)) inside(range);
  for (const { range } of semanticTokens(document)) inside(range);
  for (const { range } of hints(document)) inside(range);
  for (const { edits } of fixes(document, { start: offset, end: offset })) applyEdits(text, edits);
  const renamed = rename(document, offset, 'other_name');
  if ('edits' in renamed) applyEdits(text, renamed.edits[''] ?? []);
}

describe('half-typed documents', () => {
  it('answers at the end of every beginning', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.nat(), (text, cut) => {
        const half = text.slice(0, cut % (text.length + 1));
        askAll(half, half.length, 'yaml');
      }),
      { numRuns: 150 },
    );
  });

  it('answers with something broken in the middle', () => {
    const broken = fc.constantFrom(
      '{{',
      '"',
      "'",
      '[',
      '{',
      '}',
      ': ',
      '- ',
      '\t',
      '*x',
      '&x ',
      '|\n',
      '{{Param.',
      '}}',
      '#',
      '?',
      '!!',
      '\\',
    );
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.nat(), broken, (text, place, junk) => {
        const at = place % (text.length + 1);
        askAll(text.slice(0, at) + junk + text.slice(at), at + junk.length, 'yaml');
      }),
      { numRuns: 150 },
    );
  });

  it('answers in JSON that is cut off', () => {
    const text = JSON.stringify(
      {
        specificationVersion: 'jobtemplate-2023-09',
        name: 'x {{Param.P}}',
        parameterDefinitions: [{ name: 'P', type: 'INT', default: 1 }],
        steps: [
          { name: 'A', script: { actions: { onRun: { command: 'x', args: ['{{Param.P}}'] } } } },
        ],
      },
      null,
      2,
    );
    for (let cut = 0; cut <= text.length; cut++) askAll(text.slice(0, cut), cut, 'json');
  });

  it('lends parameters of the document before', () => {
    const head =
      'specificationVersion: jobtemplate-2023-09\nname: "{{Param.|}}"\nparameterDefinitions:\n  - {name: P, type: INT}\n';
    const offset = head.indexOf('|');
    const previous = openDocument(head.replace('|', ''));
    const document = openDocument(head.replace('|}}"', ''), { previous });
    expect(complete(document, offset).map(({ label }) => label)).toEqual(['Param.P']);
  });
});

describe('large documents', () => {
  it('completes and hovers within 50 ms on 5,000 lines', () => {
    const step = (index: number): string =>
      `  - name: Step${index}\n    script:\n      actions:\n        onRun:\n          command: bash\n          args: ["{{Param.P}}"]\n`;
    const text = `specificationVersion: jobtemplate-2023-09\nname: big\nparameterDefinitions:\n  - {name: P, type: INT}\nsteps:\n${Array.from({ length: 834 }, (_, index) => step(index)).join('')}`;
    expect(text.split('\n').length).toBeGreaterThan(5000);
    const document = openDocument(text);
    const offset = text.lastIndexOf('Param.P') + 3;
    // Read once, as the checks that run while somebody types have done.
    expect(document.template).toBeDefined();
    const begun = performance.now();
    expect(complete(document, offset)).not.toHaveLength(0);
    expect(hover(document, offset)).toBeDefined();
    expect(performance.now() - begun).toBeLessThan(50);
  });
});
