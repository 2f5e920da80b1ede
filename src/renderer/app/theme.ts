import type { ThemeName } from '../editor/theme.ts';
import { useSettings } from '../stores/settings-store.ts';
import { useTheme } from '../stores/theme-store.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Puts the chosen theme on the page and keeps it with the setting and the system. */
export function followTheme(): void {
  const apply = () => {
    const chosen = useSettings.getState().theme;
    const theme: ThemeName = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
    document.documentElement.dataset.theme = theme;
    if (useTheme.getState().theme !== theme) useTheme.setState({ theme });
  };
  dark.addEventListener('change', apply);
  useSettings.subscribe(apply);
  apply();
}
