import { expect, it } from 'vitest';
import type { Found } from '../../../../../src/renderer/features/files/sequences.ts';
import { taskTimes, writerOf } from '../../../../../src/renderer/features/files/writers.ts';
import type { ActionRecord } from '../../../../../src/shared/protocol/run.ts';

const task = { id: 1, session: 1, step: 'S', taskIndex: '0', startedAt: 1000, endedAt: 2000 };
const times = taskTimes([task as unknown as ActionRecord]);
const file = (path: string, modifiedAt = 1500) => ({ path, modifiedAt }) as Found;

it.each<[string, number, boolean]>([
  ['out/frame.0001.png', 1500, true],
  ['out/frame.0001.png', 5000, false],
  ['path_mapping914e118e.json', 1500, false],
  ['cancel_info.json', 1500, false],
  ['embedded_files914e118e/run.sh', 1500, false],
  ['my_path_mapping.json', 1500, true],
])('%s, changed at %d: written by the task that was at work: %s', (path, at, expected) => {
  expect(writerOf(file(path, at), times) !== undefined).toBe(expected);
});
