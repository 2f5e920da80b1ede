import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import {
  type ActionChange,
  type ActionResult,
  Session,
  type SessionEvent,
  type SessionOptions,
} from '../../../../src/main/session/index.ts';
import type { Job } from '../../../../src/shared/model/index.ts';

export interface TestSession {
  readonly session: Session;
  readonly events: SessionEvent[];
  /** Lines of output and directives, of one action or of all. */
  output(actionId?: number): string[];
  /** Everything that was logged. */
  log(): string;
  changes(actionId: number): ActionChange;
  /** Runs the first task of a step. */
  run(step?: number, task?: number): Promise<ActionResult>;
}

const open: Session[] = [];
export const SESSION_ROOT = path.join(os.tmpdir(), `jobwright-test-${process.pid}`, 'OpenJD');

afterEach(async () => {
  for (const session of open.splice(0)) await session.close();
  fs.rmSync(path.dirname(SESSION_ROOT), { recursive: true, force: true });
});

export async function openSession(
  job: Job,
  options: Partial<SessionOptions> = {},
): Promise<TestSession> {
  const events: SessionEvent[] = [];
  fs.mkdirSync(path.dirname(SESSION_ROOT), { recursive: true, mode: 0o700 });
  const session = await Session.open({
    job,
    id: 'test',
    sessionRoot: SESSION_ROOT,
    ...options,
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  open.push(session);
  const logged = (kinds: string, actionId?: number) =>
    events.flatMap((event) =>
      event.type === 'log' &&
      kinds.includes(event.kind) &&
      (actionId === undefined || event.actionId === actionId)
        ? event.text.split('\n')
        : [],
    );
  return {
    session,
    events,
    output: (actionId) => logged('odm', actionId),
    log: () => logged('odmcbiwe').join('\n'),
    changes: (actionId) =>
      Object.assign(
        {},
        ...events.map((event) =>
          event.type === 'action-changed' && event.actionId === actionId ? event.change : {},
        ),
      ) as ActionChange,
    run: (step = 0, task = 0) => {
      const one = job.steps[step];
      if (one === undefined) throw new Error(`no step ${step}`);
      return session.runTask(one, one.space.at(task));
    },
  };
}
