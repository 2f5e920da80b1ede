import { expect, it } from 'vitest';
import { sessionOf } from '../../../../../src/renderer/features/files/session-of.ts';
import type { ResultRoot } from '../../../../../src/shared/protocol/results.ts';
import type { RunRecord } from '../../../../../src/shared/protocol/run.ts';

const run = {
  sessionDirectories: ['/s/one', '/s/two'],
  sessionNumbers: [1, 4],
} as unknown as RunRecord;
const root = (kind: ResultRoot['kind'], path: string): ResultRoot => ({
  id: path,
  kind,
  label: path,
  path,
  missing: false,
  single: false,
});

it('finds the session of a file by its folder, and has the first for files elsewhere', () => {
  expect(sessionOf(run, root('session', '/s/two'))).toBe(4);
  expect(sessionOf(run, root('session', '/s/one'))).toBe(1);
  expect(sessionOf(run, root('output', '/s/two'))).toBe(1);
  expect(sessionOf(run, undefined)).toBe(1);
  expect(sessionOf({ ...run, sessionNumbers: [] }, undefined)).toBeUndefined();
});
