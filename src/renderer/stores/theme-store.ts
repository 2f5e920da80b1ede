import { create } from 'zustand';
import type { ThemeName } from '../editor/theme.ts';

/** The theme that is on the screen, whatever decided it. */
export const useTheme = create<{ theme: ThemeName }>()(() => ({ theme: 'dark' }));
