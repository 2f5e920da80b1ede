import { create } from 'zustand';
import type { Settings, SettingsPatch } from '../../shared/protocol/settings.ts';
import { backend, failureText } from '../backend/backend.ts';
import { notify } from './app-store.ts';

/** What holds until the backend has answered. */
const INITIAL: Settings = {
  theme: 'system',
  processKind: 'pty',
  sessions: 1,
  lowPriority: true,
  user: '',
  keepSessionFolders: false,
  maxFailures: 1,
  farmProfile: 'specification',
  logTimes: 'local',
  logWrap: false,
  logEditor: [],
  stallSeconds: 120,
  notifications: false,
  farmCommand: [],
  signaturePolicy: 'off',
  arrangement: 'none',
  layout: {},
};

export const useSettings = create<Settings>()(() => INITIAL);

export async function loadSettings(): Promise<void> {
  useSettings.setState(await backend.call('settings.get', {}));
}

/** Changes settings at once and keeps them; when they cannot be kept, says so and goes on with them. */
export function changeSettings(patch: SettingsPatch & Partial<Settings>): void {
  useSettings.setState(patch);
  backend
    .call('settings.set', { patch })
    .catch((error: unknown) => notify('error', failureText(error)));
}

backend.on('settings.changed', ({ settings }) => useSettings.setState(settings));
