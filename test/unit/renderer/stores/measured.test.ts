import { expect, it } from 'vitest';
import { proposedAmounts } from '../../../../src/renderer/stores/measured.ts';

it('proposes what was measured with something to spare, and nothing that was not', () => {
  const none = { tasks: 3, longest: 1000, peakMemory: undefined, cores: undefined };
  expect(proposedAmounts(none)).toEqual([]);
  expect(proposedAmounts({ ...none, peakMemory: 1.2 * 2 ** 30, cores: 3.1 })).toEqual([
    { name: 'amount.worker.vcpu', min: 3 },
    { name: 'amount.worker.memory', min: 1536 },
  ]);
  expect(proposedAmounts({ ...none, peakMemory: 13 * 2 ** 20, cores: 0.02 })).toEqual([
    { name: 'amount.worker.vcpu', min: 1 },
    { name: 'amount.worker.memory', min: 64 },
  ]);
});
