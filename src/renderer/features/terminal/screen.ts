import { FitAddon } from '@xterm/addon-fit';
import { type ITheme, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { backend } from '../../backend/backend.ts';
import { text as words } from '../../text/en.ts';

/** Sequences by which a program would act on the window or the machine: titles, links, the clipboard. */
const IGNORED_OSC = [0, 1, 2, 7, 8, 9, 22, 50, 52, 99, 777, 1337];

/** Text kept for a screen that has not been made yet. */
const EARLY = new Map<number, string>();
const SCREENS = new Map<number, Screen>();
const EARLY_LIMIT = 1 << 20;

// A shell speaks before its screen is there.
backend.on('terminal.data', ({ terminal, text }) => {
  const screen = SCREENS.get(terminal);
  if (screen) screen.write(text);
  else EARLY.set(terminal, ((EARLY.get(terminal) ?? '') + text).slice(-EARLY_LIMIT));
});

/** The screen of a terminal; it outlives the panel that shows it. */
export function screenOf(id: number): Screen {
  let screen = SCREENS.get(id);
  if (!screen) {
    screen = new Screen(id);
    SCREENS.set(id, screen);
  }
  return screen;
}

export function dropScreen(id: number): void {
  SCREENS.get(id)?.dispose();
  SCREENS.delete(id);
  EARLY.delete(id);
}

class Screen {
  readonly #id: number;
  readonly #element = document.createElement('div');
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  #opened = false;

  constructor(id: number) {
    this.#id = id;
    this.#element.className = 'terminal-screen';
    this.#terminal = new Terminal({
      scrollback: 10_000,
      fontSize: 12,
      screenReaderMode: true,
      minimumContrastRatio: 4.5,
      theme: themeOf(document.documentElement),
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    });
    this.#terminal.loadAddon(this.#fit);
    for (const code of IGNORED_OSC) this.#terminal.parser.registerOscHandler(code, () => true);
    this.#terminal.onData((text) => void send('terminal.write', { terminal: id, text }));
    this.#terminal.onResize(
      ({ cols, rows }) => void send('terminal.resize', { terminal: id, columns: cols, rows }),
    );
    // What the window's own shortcuts take is not typed into the shell.
    this.#terminal.attachCustomKeyEventHandler(
      (event) => event.key !== 'F6' && !(event.ctrlKey && event.shiftKey && event.key === 'C'),
    );
    const early = EARLY.get(id);
    EARLY.delete(id);
    if (early !== undefined) this.write(early);
  }

  /** Draws and then says so: the shell waits while too much is on the way. */
  write(text: string): void {
    this.#terminal.write(text, () =>
      send('terminal.acknowledge', { terminal: this.#id, characters: text.length }),
    );
  }

  show(parent: HTMLElement): () => void {
    parent.append(this.#element);
    if (!this.#opened) {
      this.#opened = true;
      this.#terminal.open(this.#element);
      this.#terminal.textarea?.setAttribute('aria-label', words.terminal.input);
    }
    this.#terminal.options.theme = themeOf(document.documentElement);
    const observer = new ResizeObserver(() => this.#fit.fit());
    observer.observe(parent);
    this.#fit.fit();
    this.#terminal.focus();
    return () => {
      observer.disconnect();
      this.#element.remove();
    };
  }

  retheme(): void {
    this.#terminal.options.theme = themeOf(document.documentElement);
  }

  copy(): Promise<void> {
    return navigator.clipboard.writeText(this.#terminal.getSelection());
  }

  dispose(): void {
    this.#terminal.dispose();
    this.#element.remove();
  }
}

function send<M extends 'terminal.write' | 'terminal.resize' | 'terminal.acknowledge'>(
  method: M,
  params: Parameters<typeof backend.call<M>>[1],
): void {
  // A terminal that has ended takes nothing any more.
  backend.call(method, params).catch(() => {});
}

/** The sixteen colours and the ground, from the window's own. */
function themeOf(root: HTMLElement): ITheme {
  const style = getComputedStyle(root);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
  const colours: Record<string, string> = {};
  for (const name of names) {
    colours[name] = token(`ansi-${name}`);
    colours[`bright${name[0]?.toUpperCase()}${name.slice(1)}`] = token(`ansi-${name}`);
  }
  return {
    background: token('raised'),
    foreground: token('text'),
    cursor: token('accent'),
    cursorAccent: token('raised'),
    selectionBackground: token('selection'),
    ...colours,
  };
}
