import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../../src/main/services/trust-page.ts';
import type { ShownCommand } from '../../../../src/main/services/trust-sheet.ts';

const one = (where: string, command: string, ...args: string[]): ShownCommand => ({
  command: { where, command, args },
  scripts: [],
});

describe('a page of commands', () => {
  it('is all of a few, in the order of a session', () => {
    const few = [one('A', 'echo', 'a'), one('B', 'echo', 'b'), one('C', 'rm', 'c')];
    expect(pageOf(few)).toEqual({
      commands: few.map(({ command }) => command),
      scripts: [],
      total: 3,
    });
  });

  it('shows different programs first, so that none hides behind thousands', () => {
    const many = Array.from({ length: 3000 }, (_, at) => one(`Step ${at}`, 'echo', String(at)));
    many[2500] = one('Hidden', 'rm', '-rf');
    const first = pageOf(many);
    expect(first.total).toBe(3000);
    expect(first.commands).toHaveLength(200);
    expect(first.commands.slice(0, 3).map(({ where }) => where)).toEqual([
      'Step 0',
      'Hidden',
      'Step 1',
    ]);
    const all = [];
    for (let from = 0; from < 3000; from += 200)
      all.push(...pageOf(many, { search: '', from }).commands);
    expect(new Set(all.map(({ where }) => where)).size).toBe(3000);
  });

  it('finds commands by any of their texts, those of embedded files too', () => {
    const files = { ...one('With a file', 'sh'), scripts: [{ name: 'Run', text: 'CURL it' }] };
    const all = [one('A', 'echo', 'x'), files, one('B', 'curl', 'y'), files];
    expect(pageOf(all, { search: 'curl', from: 0 })).toEqual({
      commands: [files.command, all[2]?.command, files.command],
      scripts: files.scripts,
      total: 3,
    });
  });

  it('ends before it holds more than a mebibyte, but never without a command', () => {
    const long = 'x'.repeat(700_000);
    const all = [one('A', long), one('B', long), one('C', 'x'.repeat(2_000_000))];
    const wheres = (from: number) =>
      pageOf(all, { search: '', from }).commands.map(({ where }) => where);
    expect([wheres(0), wheres(1), wheres(2), wheres(3)]).toEqual([['A'], ['B'], ['C'], []]);
  });
});
