import { useState } from 'react';
import { useApp } from '../../stores/app-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { todayOf, useMatch } from '../../stores/match-store.ts';
import { nextStep } from '../../stores/next-step.ts';
import { dryRun } from '../../stores/plan-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { MenuButton, type MenuGroup } from '../../ui/menu.tsx';
import { afterwards, asWhom, howToStart, sideBySide } from './run-choices.ts';
import { runScopes } from './run-scopes.ts';
import { RunUserDialog } from './run-user-dialog.tsx';

interface Props {
  readonly blocked: boolean;
  readonly tasks: bigint;
}

const DRY: MenuGroup = {
  id: 'dry',
  title: words.runMenu.dry,
  entries: [
    {
      id: 'dry-run',
      label: words.runMenu.dryRun,
      detail: words.runMenu.dryRunDetail,
      action: () => dryRun({ kind: 'job' }),
    },
  ],
};

/** What to run and how. */
export function RunMenu({ blocked, tasks }: Props) {
  const job = useJob((state) => state.job);
  const run = useRun((state) => state.run);
  const chosen = useTasks((state) => state.step);
  const selected = useTasks((state) => state.selected);
  const settings = useSettings();
  const pty = useApp((state) => state.info?.pty);
  const onWindows = useApp((state) => state.info?.platform === 'windows');
  const [choosingUser, setChoosingUser] = useState(false);
  // Actions of another user have no terminal.
  const noTerminal =
    settings.user !== ''
      ? words.runMenu.noTerminal
      : pty?.available === false
        ? (pty.reason ?? words.runMenu.ptyDetail)
        : undefined;
  const scopes = runScopes({
    tasks,
    steps: job?.steps.length ?? 0,
    step: shownStep(job?.steps, chosen),
    selected,
    next: nextStep(run, job, useMatch(todayOf)),
  });
  return (
    <>
      <MenuButton
        label={words.header.run}
        disabled={blocked}
        groups={[
          { id: 'what', title: words.runMenu.what, entries: scopes },
          DRY,
          howToStart(settings, noTerminal),
          asWhom(settings, onWindows, () => setChoosingUser(true)),
          sideBySide(settings),
          afterwards(settings),
        ]}
      >
        {words.header.run}
      </MenuButton>
      {choosingUser && <RunUserDialog onClose={() => setChoosingUser(false)} />}
    </>
  );
}
