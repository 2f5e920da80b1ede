import { describe, expect, it } from 'vitest';
import { ActionOrder, type Job, type JobScope } from '../../../../../src/shared/model/index.ts';
import { jobOf } from '../../../main/session/job-of.ts';

const JOB = jobOf(`specificationVersion: jobtemplate-2023-09
name: Order
jobEnvironments:
- { name: Outer, variables: { A: "1" } }
steps:
- name: Model
  script: { actions: { onRun: { command: m } } }
- name: Render
  dependencies: [{ dependsOn: Model }]
  stepEnvironments: [{ name: Licence, variables: { B: "2" } }]
  parameterSpace: { taskParameterDefinitions: [{ name: Frame, type: INT, range: "1-3" }] }
  script: { actions: { onRun: { command: r } } }
- name: Sheet
  dependencies: [{ dependsOn: Render }]
  script: { actions: { onRun: { command: s } } }
- name: Notes
  script: { actions: { onRun: { command: n } } }
`);

function listed(job: Job, scope: JobScope): string[] {
  const order = new ActionOrder(job, scope);
  return Array.from({ length: Number(order.rows) }, (_, row) => {
    const action = order.at(BigInt(row));
    if (!action) return 'nothing';
    const { kind, session } = action;
    if (action.kind === 'task') return `${session} ${action.step.name} ${action.index}`;
    if (action.kind === 'enter' || action.kind === 'exit')
      return `${session} ${kind} ${action.environments[action.at]?.name}`;
    return `${session} ${kind}`;
  });
}

describe('the order of actions', () => {
  it('enters, runs and exits in reverse; steps of the same environments share a session', () => {
    expect(listed(JOB, { kind: 'job' })).toEqual([
      '1 session',
      '1 enter Outer',
      '1 Model 0',
      '1 Notes 0',
      '1 exit Outer',
      '1 end',
      '2 session',
      '2 enter Outer',
      '2 enter Licence',
      '2 Render 0',
      '2 Render 1',
      '2 Render 2',
      '2 exit Licence',
      '2 exit Outer',
      '2 end',
      '3 session',
      '3 enter Outer',
      '3 Sheet 0',
      '3 exit Outer',
      '3 end',
    ]);
  });

  it('covers what the scope asks for', () => {
    expect(listed(JOB, { kind: 'scout' }).filter((row) => / \d$/.test(row))).toEqual([
      '1 Model 0',
      '1 Notes 0',
    ]);
    expect(listed(JOB, { kind: 'tasks', step: 'Render', indices: [2n, 0n] }).slice(3, 5)).toEqual([
      '1 Render 2',
      '1 Render 0',
    ]);
    expect(() => new ActionOrder(JOB, { kind: 'tasks', step: 'Render', indices: [3n] })).toThrow(
      'The step "Render" has no task 3; its tasks are 0 to 2.',
    );
  });

  it('is arithmetic for a trillion tasks', () => {
    const job = jobOf(`specificationVersion: jobtemplate-2023-09
name: Many
steps:
- name: Sim
  parameterSpace:
    taskParameterDefinitions: [{ name: F, type: INT, range: "1-1000000" }, { name: T, type: INT, range: "1-1000000" }]
  script: { actions: { onRun: { command: s } } }
`);
    const order = new ActionOrder(job, { kind: 'job' });
    expect(order.rows).toBe(1_000_000_000_002n);
    expect(order.at(1_000_000_000_000n)).toMatchObject({ kind: 'task', index: 999_999_999_999n });
    expect(order.at(1_000_000_000_001n)).toEqual({ kind: 'end', session: 1 });
    expect(order.at(1_000_000_000_002n)).toBeUndefined();
  });
});
