import type { Settings } from '../../../shared/protocol/settings.ts';
import { changeSettings } from '../../stores/settings-store.ts';
import { text } from '../../text/en.ts';
import type { MenuGroup } from '../../ui/menu.tsx';

const words = text.runMenu;

/** Sessions that run side by side. */
const SESSIONS = [1, 2, 4, 8];

/** How processes are started; `noTerminal`: why not on a terminal. */
export function howToStart({ processKind }: Settings, noTerminal: string | undefined): MenuGroup {
  return {
    id: 'how',
    title: words.how,
    entries: [
      {
        id: 'pty',
        label: words.pty,
        detail: noTerminal ?? words.ptyDetail,
        chosen: processKind === 'pty' && noTerminal === undefined,
        disabled: noTerminal !== undefined,
        action: () => changeSettings({ processKind: 'pty' }),
      },
      {
        id: 'pipe',
        label: words.pipe,
        detail: words.pipeDetail,
        chosen: processKind === 'pipe' || noTerminal !== undefined,
        action: () => changeSettings({ processKind: 'pipe' }),
      },
    ],
  };
}

/** As whom actions run; `choose` asks for another user. */
export function asWhom({ user }: Settings, onWindows: boolean, choose: () => void): MenuGroup {
  return {
    id: 'as',
    title: words.as,
    entries: [
      {
        id: 'self',
        label: words.self,
        chosen: user === '',
        action: () => changeSettings({ user: '' }),
      },
      ...(user === '' ? [] : [{ id: 'user', label: user, chosen: true, action: choose }]),
      {
        id: 'another-user',
        label: words.anotherUser,
        detail: onWindows ? words.notOnWindows : words.anotherUserDetail,
        disabled: onWindows,
        action: choose,
      },
    ],
  };
}

export function sideBySide({ sessions }: Settings): MenuGroup {
  return {
    id: 'sessions',
    title: words.sessions,
    entries: SESSIONS.map((count) => ({
      id: `sessions-${count}`,
      label: words.sessionCount(count),
      chosen: sessions === count,
      action: () => changeSettings({ sessions: count }),
    })),
  };
}

export function afterwards({ keepSessionFolders }: Settings): MenuGroup {
  return {
    id: 'after',
    title: words.after,
    entries: [
      {
        id: 'keep',
        label: words.keep,
        chosen: keepSessionFolders,
        action: () => changeSettings({ keepSessionFolders: !keepSessionFolders }),
      },
    ],
  };
}
