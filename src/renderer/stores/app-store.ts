import { create } from 'zustand';
import type { AppInfo } from '../../shared/protocol/methods.ts';
import { backend, type ConnectionState } from '../backend/backend.ts';

interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly text: string;
  /** It is true whatever is open, and stays until it is closed. */
  readonly lasting?: boolean;
}

interface AppState {
  readonly info: AppInfo | undefined;
  readonly connection: ConnectionState;
  /** Connected, and what was open before is open again. */
  readonly ready: boolean;
  readonly notices: readonly Notice[];
}

export const useApp = create<AppState>()(() => ({
  info: undefined,
  connection: backend.state,
  ready: false,
  notices: [],
}));

let nextNotice = 1;

/** Tells something in passing; errors stay until they are closed, the same words are said once. */
export function notify(kind: Notice['kind'], text: string, lasting = false): number {
  const notices = useApp.getState().notices.filter((notice) => notice.text !== text);
  const notice = { id: nextNotice++, kind, text, lasting };
  const passing = notices.filter((one) => !one.lasting);
  const kept = notices.filter((one) => one.lasting || passing.indexOf(one) >= passing.length - 3);
  useApp.setState({ notices: [...kept, notice] });
  if (kind === 'info') setTimeout(() => dismiss(notice.id), 6000);
  return notice.id;
}

/** What was said of one bundle is not true of the next. */
export function dismissAll(): void {
  useApp.setState(({ notices }) => ({ notices: notices.filter(({ lasting }) => lasting) }));
}

export function dismiss(id: number): void {
  useApp.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}

backend.onState((connection) => useApp.setState({ connection }));
