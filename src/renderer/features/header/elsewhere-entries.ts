import type { AppInfo } from '../../../shared/protocol/methods.ts';
import { copyJobCommand, copyTasksCommand } from '../../stores/copy-command.ts';
import { openElsewhere } from '../../stores/dialog-store.ts';
import { text as words } from '../../text/en.ts';
import type { MenuEntry } from '../../ui/menu.tsx';

/** Ways to run the job elsewhere, for the menu of Run. */
export function elsewhereEntries(
  platform: AppInfo['platform'] | undefined,
  selected: bigint,
): readonly MenuEntry[] {
  const shells = platform === 'windows' ? (['powershell', 'cmd'] as const) : (['posix'] as const);
  return [
    ...shells.map((shell) => ({
      id: `copy-${shell}`,
      label: `${words.elsewhere.copy} ${words.elsewhere.copyFor[shell]}`.trim(),
      action: () => void copyJobCommand(shell),
    })),
    ...(selected === 0n
      ? []
      : [
          {
            id: 'copy-tasks',
            label: words.elsewhere.copyTasks(selected),
            action: () => void copyTasksCommand(),
          },
        ]),
    { id: 'save', label: words.elsewhere.save, action: () => openElsewhere('save') },
    { id: 'export', label: words.elsewhere.export, action: () => openElsewhere('export') },
    { id: 'send', label: words.elsewhere.send, action: () => openElsewhere('send') },
  ];
}
