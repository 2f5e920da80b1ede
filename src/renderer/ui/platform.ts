/** Whether shortcuts are written and pressed the way of macOS. */
export const isMac = /mac|iphone|ipad/i.test(navigator.platform);

/** `Mod+Shift+S` as people read it here. */
export function shortcutText(shortcut: string): string {
  if (!isMac) return shortcut.replace('Mod', 'Ctrl');
  return shortcut.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '');
}
