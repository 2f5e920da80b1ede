import { describe, expect, it } from 'vitest';
import { type ObjectName, SCHEMA } from '../../../../src/shared/model/index.ts';
import { PLACES, STEP } from './places.ts';
import { completed, completions, labels } from './support.ts';

describe('keys', () => {
  it.each(Object.keys(SCHEMA) as ObjectName[])('%s offers what it does not have yet', (name) => {
    const source = PLACES[name];
    expect(source, 'a place for every object of the schema').toBeDefined();
    const lines = (source ?? '').slice(0, source?.indexOf('|')).split('\n');
    const column = lines.at(-1)?.length ?? 0;
    // What stands before the cursor at its column is there already.
    const present = new Set(
      lines
        .flatMap((line) => /^(?:\s|- )*(\S+):/.exec(line)?.[1] ?? [])
        .filter((key) =>
          lines.some((line) => line.replace('- ', '  ').startsWith(`${' '.repeat(column)}${key}:`)),
        ),
    );
    const all = Object.keys(SCHEMA[name].properties).filter((key) => !present.has(key));
    expect(labels(source ?? '').toSorted()).toEqual(all.toSorted());
  });

  it.each([
    ['half typed', `${STEP}    scr|`, 'script', `${STEP}    script:\n      $0`],
    ['the first behind a dash', `${STEP}  - na|`, 'name', `${STEP}  - name: `],
    ['at the column of the key', 'steps:\n- na|', 'name', 'steps:\n- name: '],
    ['a list', 'na|', 'steps', 'steps:\n  - $0'],
    ['before its colon', `${STEP}    scr|: {}\n`, 'script', `${STEP}    script: {}\n`],
    ['in braces', `${STEP}    script: {act|}\n`, 'actions', `${STEP}    script: {actions: }\n`],
    [
      'between entries',
      `name: x\n|\nsteps: []\n`,
      'description',
      'name: x\ndescription: \nsteps: []\n',
    ],
    [
      'before another entry',
      'specificationVersion: jobtemplate-2023-09\ndesc|\nname: x\n',
      'description',
      'specificationVersion: jobtemplate-2023-09\ndescription: \nname: x\n',
    ],
    [
      'before another entry of an item',
      `steps:\n  - na|\n    script: {}\n`,
      'name',
      `steps:\n  - name: \n    script: {}\n`,
    ],
    [
      'behind a literal',
      `${STEP}    bash:\n      script: |\n        a\n      t|`.replace('|', '¦'),
      'timeout',
      `${STEP}    bash:\n      script: |\n        a\n      timeout: `,
    ],
    ['in CRLF', 'name: x\r\nst|\r\n', 'steps', 'name: x\r\nsteps:\n  - $0\r\n'],
  ])('%s', (_what, source, label, after) => {
    expect(completed(source, label)).toBe(after);
  });

  it('completes JSON', () => {
    expect(completed('{"name": "x", "st|"}', 'steps', 'json')).toBe('{"name": "x", "steps": [$0]}');
    expect(labels('{"steps": [{"name": "A", |}]}', undefined, 'json')).toContain('script');
  });

  it('says what a property is', () => {
    const found = completions('specificationVersion: jobtemplate-2023-09\n|').find(
      ({ label }) => label === 'steps',
    );
    expect(found).toEqual({
      label: 'steps',
      kind: 'property',
      detail: 'required',
      documentation:
        '**steps** — list of mapping, required\n\nThe steps of the job.\n\n_Template Schemas §3_',
      insert: 'steps:\n  - $0',
      begins: true,
      snippet: true,
      replace: { start: 42, end: 42 },
      sort: '006',
    });
  });

  it.each(Object.values(SCHEMA).map(({ noun }) => noun))('has snippets that fit %s', (noun) => {
    const name = (Object.keys(SCHEMA) as ObjectName[]).find((each) => SCHEMA[each].noun === noun);
    const source = PLACES[name ?? ''] ?? '';
    for (const { kind, insert } of completions(source))
      if (kind === 'snippet') expect(insert).not.toMatch(/\n\S/);
  });
});
