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

/**
 * Undo means the template wherever nothing is written: on a tab or a button, and where what was clicked last is gone
 * by its own doing. A field, the editor and a terminal have their own; a dialog keeps its keys to itself.
 */
function meansTemplate(target: EventTarget | null): boolean {
  if (document.querySelector('.dialog-overlay') || !(target instanceof HTMLElement)) return false;
  if (target.closest('.monaco-editor')) return false;
  return !target.isContentEditable && !target.matches('input, textarea');
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
      else if (combination === 'Mod+Z' && meansTemplate(event.target)) undoText();
      else if (REDO.has(combination) && meansTemplate(event.target)) redoText();
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
