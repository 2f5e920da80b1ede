import { describe, expect, it } from 'vitest';
import { shellJob } from './job-of.ts';
import { openSession } from './open-session.ts';

const stalls = (events: Awaited<ReturnType<typeof openSession>>['events']) =>
  events.flatMap((event) =>
    event.type === 'action-changed' && 'stalledSince' in event.change
      ? [event.change.stalledSince === undefined ? 'works' : 'stalled']
      : [],
  );

describe('an action without a sign of work', () => {
  it('is noticed, and noticed again when it goes on', async () => {
    const job = shellJob('echo begun; sleep 3; echo on; sleep 0.1');
    const { run, events } = await openSession(job, { stallSeconds: 1 });
    expect((await run()).state).toBe('SUCCESS');
    expect(stalls(events)).toEqual(['stalled', 'works']);
  });

  it('is not one that computes in silence', async () => {
    const job = shellJob('end=$(($(date +%s) + 3)); while [ $(date +%s) -lt $end ]; do :; done');
    const { run, events } = await openSession(job, { stallSeconds: 1 });
    expect((await run()).state).toBe('SUCCESS');
    expect(stalls(events)).toEqual([]);
  });

  it('is not looked for unless asked', async () => {
    const { run, events } = await openSession(shellJob('sleep 1.5'));
    await run();
    expect(stalls(events)).toEqual([]);
  });
});
