import { useState } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import { useApp } from '../../stores/app-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { todayOf, useMatch } from '../../stores/match-store.ts';
import { nextStep } from '../../stores/next-step.ts';
import { dryRun } from '../../stores/plan-store.ts';
import { count, indices } from '../../stores/ranges.ts';
import { startRun, useRun } from '../../stores/run-store.ts';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx';
import { RunUserDialog } from './run-user-dialog.tsx';

const SELECTED_LIMIT = 100_000;

interface Props {
  readonly blocked: boolean;
  readonly tasks: bigint;
}

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
  const step = shownStep(job?.steps, chosen);
  const again = nextStep(run, job, useMatch(todayOf));
  const what: MenuEntry[] = [
    {
      id: 'scout',
      label: words.runMenu.scout,
      action: () => void startRun({ kind: 'scout' }),
    },
    { id: 'all', label: words.runMenu.all(tasks), action: () => void startRun({ kind: 'job' }) },
  ];
  if (step && (job?.steps.length ?? 0) > 1) {
    what.push({
      id: 'step',
      label: words.runMenu.step(inertText(step.name)),
      detail: words.runMenu.stepDetail,
      action: () => void startRun({ kind: 'step', step: step.name, withDependencies: true }),
    });
    if (step.dependencies.length > 0)
      what.push({
        id: 'step-alone',
        label: words.runMenu.stepAlone(inertText(step.name)),
        action: () => void startRun({ kind: 'step', step: step.name, withDependencies: false }),
      });
  }
  if (step && selected.length > 0)
    what.push({
      id: 'selected',
      label: words.runMenu.selected(count(selected)),
      action: () =>
        void startRun({
          kind: 'tasks',
          step: step.name,
          indices: indices(selected, SELECTED_LIMIT),
        }),
    });
  if (again.kind === 'run-failed' || again.kind === 'run-rest')
    what.push({
      id: 'failed',
      label: words.runMenu.failed,
      action: () => void startRun(again.scope),
    });
  return (
    <>
      <MenuButton
        label={words.header.run}
        disabled={blocked}
        groups={[
          { id: 'what', title: words.runMenu.what, entries: what },
          {
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
          },
          {
            id: 'how',
            title: words.runMenu.how,
            entries: [
              {
                id: 'pty',
                label: words.runMenu.pty,
                detail: noTerminal ?? words.runMenu.ptyDetail,
                chosen: settings.processKind === 'pty' && noTerminal === undefined,
                disabled: noTerminal !== undefined,
                action: () => changeSettings({ processKind: 'pty' }),
              },
              {
                id: 'pipe',
                label: words.runMenu.pipe,
                detail: words.runMenu.pipeDetail,
                chosen: settings.processKind === 'pipe' || noTerminal !== undefined,
                action: () => changeSettings({ processKind: 'pipe' }),
              },
            ],
          },
          {
            id: 'as',
            title: words.runMenu.as,
            entries: [
              {
                id: 'self',
                label: words.runMenu.self,
                chosen: settings.user === '',
                action: () => changeSettings({ user: '' }),
              },
              ...(settings.user === ''
                ? []
                : [
                    {
                      id: 'user',
                      label: settings.user,
                      chosen: true,
                      action: () => setChoosingUser(true),
                    },
                  ]),
              {
                id: 'another-user',
                label: words.runMenu.anotherUser,
                detail: onWindows ? words.runMenu.notOnWindows : words.runMenu.anotherUserDetail,
                disabled: onWindows,
                action: () => setChoosingUser(true),
              },
            ],
          },
          {
            id: 'sessions',
            title: words.runMenu.sessions,
            entries: [1, 2, 4, 8].map((sessions) => ({
              id: `sessions-${sessions}`,
              label: words.runMenu.sessionCount(sessions),
              chosen: settings.sessions === sessions,
              action: () => changeSettings({ sessions }),
            })),
          },
          {
            id: 'after',
            title: words.runMenu.after,
            entries: [
              {
                id: 'keep',
                label: words.runMenu.keep,
                chosen: settings.keepSessionFolders,
                action: () => changeSettings({ keepSessionFolders: !settings.keepSessionFolders }),
              },
            ],
          },
        ]}
      >
        {words.header.run}
      </MenuButton>
      {choosingUser && <RunUserDialog onClose={() => setChoosingUser(false)} />}
    </>
  );
}
