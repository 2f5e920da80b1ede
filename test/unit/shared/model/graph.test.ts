import { describe, expect, it } from 'vitest';
import { createStepGraph, parseCombination } from '../../../../src/shared/model/index.ts';

const graph = (steps: Record<string, string[]>) =>
  createStepGraph(Object.entries(steps).map(([name, dependencies]) => ({ name, dependencies })));

describe('step graphs (§3.2)', () => {
  it('orders steps after what they depend on, else as the template does', () => {
    expect(graph({ A: ['C'], B: [], C: ['B'] }).order).toEqual(['B', 'C', 'A']);
    expect(graph({ A: [], B: [], C: [] }).order).toEqual(['A', 'B', 'C']);
  });

  it('knows what a step needs and who waits for it', () => {
    const diamond = graph({ A: [], B: ['A'], C: ['A'], D: ['B', 'C'] });
    expect(diamond.dependenciesOf('D')).toEqual(['A', 'B', 'C']);
    expect(diamond.dependentsOf('A')).toEqual(['B', 'C', 'D']);
  });

  it('shows each cycle as a chain and leaves its steps out of the order', () => {
    const { cycles, order } = graph({ A: ['B'], B: ['C'], C: ['A'], D: [], E: ['A'], F: ['F'] });
    expect(cycles).toEqual([
      ['A', 'B', 'C', 'A'],
      ['F', 'F'],
    ]);
    expect(order).toEqual(['D']);
  });

  it('leaves unknown steps out', () => {
    expect(graph({ A: ['X'] })).toMatchObject({ order: ['A'], cycles: [] });
  });

  it('takes chains as long as a template can be', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`S${i}`, [`S${i + 1}`]]),
    );
    expect(graph(steps).order).toHaveLength(20_000);
  });
});

describe('combination expressions (§3.4.3)', () => {
  const issue = (text: string): unknown => {
    const parsed = parseCombination(text);
    return 'issue' in parsed
      ? [parsed.issue.message, text.slice(parsed.issue.start, parsed.issue.end)]
      : parsed.root;
  };

  it('has positions', () => {
    expect(issue('A * (B, C)')).toEqual({
      kind: 'product',
      start: 0,
      end: 10,
      parts: [
        { kind: 'name', name: 'A', start: 0, end: 1 },
        {
          kind: 'association',
          start: 4,
          end: 10,
          parts: [
            { kind: 'name', name: 'B', start: 5, end: 6 },
            { kind: 'name', name: 'C', start: 8, end: 9 },
          ],
        },
      ],
    });
  });

  it.each([
    [
      'A B',
      'An operator is missing here: "*" for all combinations, or a pair in brackets, (A, B).',
      'B',
    ],
    ['A, B', '"," stands between brackets only: (A, B).', ','],
    ['A)', '")" without "(".', ')'],
    ['(A', '")" is missing here.', ''],
    ['(A B)', '"*" or "," is missing here.', 'B'],
    ['A *', 'The name of a task parameter or "(" is expected here.', ''],
    ['(, A)', 'The name of a task parameter or "(" is expected here.', ','],
    [
      'A + B',
      '"+" cannot stand in a combination. It is made of parameter names, "*", "," and brackets.',
      '+',
    ],
    [
      'A * 😀',
      '"😀" cannot stand in a combination. It is made of parameter names, "*", "," and brackets.',
      '😀',
    ],
  ])('%s', (text, message, at) => {
    expect(issue(text)).toEqual([message, at]);
  });

  it('bounds the brackets', () => {
    expect(issue(`${'('.repeat(1000)}A`)).toEqual(['The brackets are nested too deep.', '(']);
  });
});
