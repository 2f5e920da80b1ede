import { describe, expect, it } from 'vitest';
import { jobOf } from './job-of.ts';
import { openSession } from './open-session.ts';

/** Long for an action, and nothing that the template's check could work out: only a host knows the folder. */
const sum = (upTo: string) =>
  `sum([i + len(string(Session.WorkingDirectory)) for i in range(${upTo})])`;

const job = (task: string) =>
  jobOf(`
specificationVersion: jobtemplate-2023-09
extensions: [EXPR]
name: Long
jobEnvironments:
  - name: Env
    variables: { SUM: "{{string(${sum('20000')})}}" }
    script:
      actions:
        onEnter: { command: sh, args: ["-c", 'echo "enter $SUM {{${sum('20000')}}}"'] }
steps:
  - name: Work
    parameterSpace:
      taskParameterDefinitions: [{ name: I, type: INT, range: "1-2" }]
    script:
      let: ["total = ${sum(task)}"]
      embeddedFiles: [{ name: Do, type: TEXT, data: "echo task {{total}}" }]
      actions: { onRun: { command: sh, args: ["{{Task.File.Do}}", "{{total}}"] } }
`);

/** What {@link sum} comes to. */
const total = (count: number, directory: string) =>
  `${(count * (count - 1)) / 2 + count * directory.length}`;

describe('expressions that compute for long', () => {
  it('are worked out beside the event loop, with the same results', async () => {
    const made = job('20000 * Task.Param.I');
    let turns = 0;
    let before = 0;
    const between: number[] = [];
    const { session, run, output } = await openSession(made, {
      onEvent: (event) => {
        if (event.type === 'action-started') before = turns;
        if (event.type === 'action-changed' && event.change.command !== undefined) {
          between.push(turns - before);
        }
      },
    });
    const count = setInterval(() => turns++, 1);
    const environment = made.environments[0];
    if (environment === undefined) throw new Error('no environment');
    expect(await session.enterEnvironment(environment)).toMatchObject({ state: 'SUCCESS' });
    expect(await run(0, 0)).toMatchObject({ state: 'SUCCESS' });
    expect(await run(0, 1)).toMatchObject({ state: 'SUCCESS' });
    clearInterval(count);
    const of = (number: number) => total(number, session.directory);
    expect(output()).toEqual([
      `enter ${of(20_000)} ${of(20_000)}`,
      `task ${of(20_000)}`,
      `task ${of(40_000)}`,
    ]);
    // Worked out here, there would be no turn of the event loop between an action's start and its command.
    expect(between.map((turnsBetween) => turnsBetween > 0)).toEqual([true, true, true]);
  });

  it('fail the action when they pass the limits of the language', async () => {
    const { run, log, session } = await openSession(job('9000000 * Task.Param.I'));
    const reason = 'The expression needs more than 100000000 bytes of memory.';
    expect(await run()).toMatchObject({ state: 'FAILED', exitCode: null, reason });
    expect(log()).toContain(reason);
    expect(session.state).toBe('ending');
  });

  it('are given up by a cancelation', async () => {
    const { session, run } = await openSession(job('9000000 * Task.Param.I'));
    const running = run();
    setTimeout(() => session.cancel(), 20);
    expect(await running).toMatchObject({
      state: 'CANCELED',
      exitCode: null,
      reason: 'The action could not be prepared: Canceled while its values were worked out.',
    });
    expect(session.state).toBe('ending');
  });
});
