import { create } from 'zustand';
import { changeSettings, useSettings } from './settings-store.ts';

/** What stands in front: the values of who makes pictures, or the text of who writes templates. */
export type Arrangement = 'artist' | 'td';

interface Shown {
  /** What this window shows until its next bundle, whatever was chosen. */
  readonly instead: Arrangement | undefined;
}

const useShown = create<Shown>()(() => ({ instead: undefined }));

const arrangementOf = (chosen: Arrangement | 'none', { instead }: Shown): Arrangement =>
  instead ?? (chosen === 'none' ? 'td' : chosen);

export function useArrangement(): Arrangement {
  const chosen = useSettings((state) => state.arrangement);
  const shown = useShown();
  return arrangementOf(chosen, shown);
}

function current(): Arrangement {
  return arrangementOf(useSettings.getState().arrangement, useShown.getState());
}

/** What someone chooses stays chosen; nothing else changes it. */
export function chooseArrangement(arrangement: Arrangement): void {
  useShown.setState({ instead: undefined });
  changeSettings({ arrangement });
}

export function toggleArrangement(): void {
  chooseArrangement(current() === 'artist' ? 'td' : 'artist');
}

/** Who asks for a place of the text gets to see it. */
export function showTemplateSide(): void {
  if (current() === 'artist') useShown.setState({ instead: 'td' });
}

/** The values stand in front for someone who has not chosen otherwise. */
export function showValuesSide(): void {
  if (useSettings.getState().arrangement === 'none') useShown.setState({ instead: 'artist' });
}

/** Another bundle is shown as it was chosen. */
export function showChosenSide(): void {
  useShown.setState({ instead: undefined });
}
