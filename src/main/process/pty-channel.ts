import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Channel } from './output-reader.ts';

/** Wide enough that programs which fold their output at the terminal's width rarely do. */
const COLUMNS = 160;
const ROWS = 48;

type OpenPty = (columns: number, rows: number) => { master: number; slave: number; pty: string };

interface Loaded {
  readonly open?: OpenPty;
  readonly reason?: string;
}

let loaded: Loaded | undefined;

function load(): Loaded {
  if (process.platform === 'win32') {
    return { reason: 'Terminals are not supported on Windows yet.' };
  }
  try {
    const require = createRequire(import.meta.url);
    const utilities: unknown = require('node-pty/lib/utils.js');
    const { module } = (utilities as typeof import('node-pty/lib/utils.js')).loadNativeModule(
      'pty',
    );
    if (typeof module.open !== 'function') return { reason: 'node-pty has no open().' };
    return { open: module.open };
  } catch (error) {
    const first = String((error as Error).message).split('\n')[0] ?? '';
    return { reason: `The terminal module node-pty could not be loaded: ${first}` };
  }
}

/** Whether processes can run in a pseudo-terminal here, and why not. */
export function ptyAvailability(): { available: boolean; reason?: string } {
  loaded ??= load();
  if (loaded.open === undefined) {
    return { available: false, reason: loaded.reason ?? 'There are no terminals here.' };
  }
  return { available: true };
}

/**
 * Opens a pseudo-terminal of which we keep both ends. The descriptor that the module returns is
 * non-blocking and would lose a fast writer's output, so the child gets one that is opened anew.
 */
export function openPtyChannel(): { channel: Channel; childFd: number } | { reason: string } {
  const availability = ptyAvailability();
  const open = loaded?.open;
  if (open === undefined) return { reason: availability.reason ?? '' };
  const opened: number[] = [];
  try {
    const { master, slave, pty } = open(COLUMNS, ROWS);
    opened.push(master, slave);
    const { O_RDWR, O_NOCTTY, O_NONBLOCK } = fs.constants;
    const childFd = fs.openSync(pty, O_RDWR | O_NOCTTY);
    opened.push(childFd);
    const markFd = fs.openSync(pty, O_RDWR | O_NOCTTY | O_NONBLOCK);
    // The module's own descriptor would be inherited by every process started from now on.
    fs.closeSync(slave);
    return { channel: { readFd: master, terminal: true, markFd }, childFd };
  } catch (error) {
    for (const fd of opened) fs.closeSync(fd);
    return { reason: `No terminal could be opened: ${(error as Error).message}` };
  }
}
