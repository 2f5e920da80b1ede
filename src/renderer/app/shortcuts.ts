import { redoText, undoText } from '../stores/text-history.ts';
import { isMac } from '../ui/platform.ts';
import { type AppCommand, commands, openPalette } from './commands.ts';
import { focusNextRegion } from './regions.ts';

/** `Mod+Shift+S` of a key press. */
function pressed(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [mod && 'Mod', event.altKey && 'Alt', event.shiftKey && 'Shift', key]
    .filter((part) => part !== false)
    .join('+');
}

const REDO = new Set(['Mod+Y', 'Mod+Shift+Z']);

/** Listens for the window's shortcuts; before the editor, which knows some of these keys too. */
export function listenForShortcuts(): void {
  const byKey = new Map<string, AppCommand>(
    commands.flatMap((command) =>
      command.shortcut === undefined ? [] : [[command.shortcut, command] as const],
    ),
  );
  window.addEventListener(
    'keydown',
    (event) => {
      const combination = pressed(event);
      if (combination === 'Mod+K') openPalette();
      // What was clicked last may be gone by its own doing; undo still means the template then.
      else if (event.target === document.body && combination === 'Mod+Z') undoText();
      else if (event.target === document.body && REDO.has(combination)) redoText();
      else if (/^(?:Shift\+)?F6$/.test(combination)) focusNextRegion(event.shiftKey ? -1 : 1);
      else {
        const command = byKey.get(combination);
        // A dialog keeps its keys to itself.
        if (!command || document.querySelector('.dialog-overlay')) return;
        if (command.enabled === undefined || command.enabled()) command.run();
        // What the window cannot do now may mean something to the editor: its fixes have the key of Stop.
        else if (event.target instanceof Element && event.target.closest('.monaco-editor')) return;
      }
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
  window.addEventListener('jobwright-command', (event) => {
    const id = event instanceof CustomEvent ? event.detail : undefined;
    if (id === 'palette') openPalette();
    const command = commands.find((one) => one.id === id);
    if (command && (command.enabled === undefined || command.enabled())) command.run();
  });
}
