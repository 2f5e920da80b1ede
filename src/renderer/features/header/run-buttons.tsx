import { useEffect, useState } from 'react';
import { openElsewhere } from '../../stores/dialog-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { todayOf, useMatch } from '../../stores/match-store.ts';
import { jobTasks, nextStep, scoutTasks } from '../../stores/next-step.ts';
import { isActive } from '../../stores/run-data.ts';
import { startRun, stopRun, useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { RunMenu } from './run-menu.tsx';

/** Scout, Run, Stop; the one that comes next carries the accent. */
export function RunButtons() {
  const job = useJob((state) => state.job);
  const isJob = useJob((state) => state.check?.kind !== 'environment');
  const run = useRun((state) => state.run);
  const starting = useRun((state) => state.starting);
  const active = isActive(run);
  const next = nextStep(run, job, useMatch(todayOf));
  const blocked = starting || active || !isJob;
  const scouts = scoutTasks(job);
  return (
    <>
      <Button
        look={next.kind === 'scout' ? 'primary' : 'normal'}
        aria-label={words.header.scout}
        aria-description={`${words.header.scoutTasks(scouts)}. ${words.header.scoutHelp}`}
        title={words.header.scoutHelp}
        disabled={blocked}
        onClick={() => void startRun({ kind: 'scout' })}
      >
        <span
          className="scout-label numbers"
          data-count={next.kind === 'scout' && scouts > 0n ? words.header.scoutTasks(scouts) : ''}
        >
          {words.header.scout}
        </span>
      </Button>
      {next.kind === 'run-all' && (
        <Button look="primary" disabled={blocked} onClick={() => void startRun(next.scope)}>
          {words.header.runAll(next.tasks)}
        </Button>
      )}
      {(next.kind === 'run-failed' || next.kind === 'run-rest') && (
        <Button look="primary" disabled={blocked} onClick={() => void startRun(next.scope)}>
          {next.kind === 'run-failed' ? words.header.runFailed : words.header.runRest(next.tasks)}
        </Button>
      )}
      {next.kind === 'export' && (
        <Button look="primary" onClick={() => openElsewhere('export')}>
          {words.header.exportForFarm}
        </Button>
      )}
      <RunMenu blocked={blocked} tasks={jobTasks(job)} />
      {run?.state === 'stopping' && !run.finishing ? (
        <KillButton />
      ) : (
        <StopButton active={active} finishing={run?.finishing === true && active} />
      )}
    </>
  );
}

/** Stops what runs, or one of the other ways. */
function StopButton({ active, finishing }: { active: boolean; finishing: boolean }) {
  return (
    <span className="stop">
      {finishing && (
        <span className="stop-countdown" role="status">
          {words.header.finishing}
        </span>
      )}
      <Button look="danger" disabled={!active} onClick={() => void stopRun('now')}>
        <span className="stop-square" aria-hidden="true" />
        {words.header.stop}
      </Button>
      <MenuButton
        label={words.header.stopWays}
        look="quiet"
        disabled={!active}
        groups={[
          {
            id: 'ways',
            entries: [
              {
                id: 'after',
                label: words.header.stopAfter,
                detail: words.header.stopAfterDetail,
                disabled: finishing,
                action: () => void stopRun('after-running'),
              },
              {
                id: 'now',
                label: words.header.stopNow,
                detail: words.header.stopNowDetail,
                action: () => void stopRun('now'),
              },
              {
                id: 'kill',
                label: words.header.kill,
                detail: words.header.killDetail,
                action: () => void stopRun('kill'),
              },
            ],
          },
        ]}
      >
        {null}
      </MenuButton>
    </span>
  );
}

/** While actions are given time to end: how much is left, and the way to end it now. */
function KillButton() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  useRun((state) => state.version);
  let endsAt: number | undefined;
  for (const action of useRun.getState().data.actions.values())
    if (action.state === 'running' && action.notifyEndsAt !== undefined)
      endsAt = Math.max(endsAt ?? 0, action.notifyEndsAt);
  const left = endsAt === undefined ? undefined : Math.max(0, Math.ceil((endsAt - now) / 1000));
  return (
    <>
      <span className="stop-countdown numbers" role="timer">
        {left === undefined ? words.header.stopping : words.header.killIn(left)}
      </span>
      <Button look="danger" onClick={() => void stopRun('kill')}>
        <span className="stop-square" aria-hidden="true" />
        {words.header.kill}
      </Button>
    </>
  );
}
