import { describe, expect, it } from 'vitest';
import { graphSvg } from '../../../../src/renderer/features/graph/graph-svg.ts';
import {
  hiddenBehind,
  neighbour,
  placesByRank,
  ranksOf,
} from '../../../../src/renderer/features/graph/ranks.ts';

const step = (name: string, ...dependencies: string[]) => ({
  name,
  index: 0,
  line: 1,
  dependencies,
  environments: [],
});

const STEPS = [step('A'), step('B', 'A'), step('C', 'A'), step('D', 'B', 'A'), step('E')];

describe('ranks', () => {
  it('stand one behind everything that is waited for', () => {
    expect(Object.fromEntries(ranksOf(STEPS))).toEqual({ A: 0, B: 1, C: 1, D: 2, E: 0 });
  });

  it('do not care for circles, for what does not exist, and for how long a chain is', () => {
    expect(ranksOf([step('A', 'B'), step('B', 'A'), step('C', 'nowhere')]).size).toBe(3);
    const chain = Array.from({ length: 5000 }, (_, at) => step(`${at}`, `${at + 1}`));
    expect(ranksOf(chain).get('0')).toBe(4999);
  });

  it('give each step a place of its own', () => {
    const places = [...placesByRank(STEPS).values()].map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(STEPS.length);
  });

  it('lead arrow keys to what stands beside', () => {
    const places = placesByRank(STEPS);
    expect(neighbour(places, 'A', 'ArrowRight')).toBe('B');
    expect(neighbour(places, 'B', 'ArrowDown')).toBe('C');
    expect(neighbour(places, 'B', 'ArrowLeft')).toBe('A');
    expect(neighbour(places, 'A', 'ArrowLeft')).toBeUndefined();
  });

  it('fold what only a folded step leads to', () => {
    expect([...hiddenBehind(STEPS, new Set(['A']))]).toEqual(['B', 'C', 'D']);
    expect([...hiddenBehind(STEPS, new Set(['B']))]).toEqual([]);
    expect(hiddenBehind(STEPS, new Set()).size).toBe(0);
  });
});

describe('the graph as a picture', () => {
  it('holds names as text and nothing else', () => {
    const steps = [step('<script>"&'), step('B', '<script>"&')];
    const colours = { ground: '#fff', panel: '#fff', line: '#000', text: '#000', dim: '#000' };
    const svg = graphSvg(steps, placesByRank(steps), () => '1 task', colours);
    expect(svg).toContain('&lt;script&gt;&quot;&amp;</text>');
    expect(svg).not.toContain('<script');
    expect(svg.match(/marker-end/g)).toHaveLength(1);
  });
});
