import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SHEET = readFileSync(
  join(import.meta.dirname, '../../../src/renderer/app/tokens.css'),
  'utf8',
);

/** The colours of a theme by their names. */
function theme(name: string): ReadonlyMap<string, string> {
  const block = SHEET.slice(SHEET.indexOf(`[data-theme="${name}"]`)).split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, key = '', value = '']) => [
      key,
      value,
    ]),
  );
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ['bg', 'panel', 'raised'];
const WORDS = ['text', 'dim', 'faint', 'accent', 'done', 'running', 'failed'];
const CODE = ['key', 'text', 'format', 'comment', 'number'].map((name) => `code-${name}`);
const ANSI = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'].map(
  (name) => `ansi-${name}`,
);

/** What stands on what, and the contrast that it needs (1.4.3 for text, 1.4.11 for what only points). */
const PAIRS: readonly (readonly [fronts: readonly string[], backs: readonly string[], number])[] = [
  [WORDS, SURFACES, 4.5],
  [['text', 'dim', 'accent'], ['hover'], 4.5],
  [['text'], ['selection', 'accent-ground', 'failed-ground', 'done-ground', 'stage'], 4.5],
  [['failed'], ['failed-ground'], 4.5],
  [['done'], ['done-ground'], 4.5],
  [['accent'], ['accent-ground'], 4.5],
  [['on-accent'], ['accent', 'accent-hover'], 4.5],
  [CODE, ['raised'], 4.5],
  [ANSI, ['raised'], 4.5],
  [['focus'], [...SURFACES, 'stage', 'hover'], 3],
];

describe.each(['dark', 'light'])('colours of the %s theme', (name) => {
  it('stand out from what they stand on', () => {
    const colours = theme(name);
    const weak = PAIRS.flatMap(([fronts, backs, least]) =>
      fronts.flatMap((front) =>
        backs.flatMap((back) => {
          const found = contrast(colours.get(front) ?? '#', colours.get(back) ?? '#');
          // A token that is not there has no contrast either.
          return found >= least ? [] : [`${front} on ${back}: ${found.toFixed(2)} < ${least}`];
        }),
      ),
    );
    expect(weak).toEqual([]);
  });
});
