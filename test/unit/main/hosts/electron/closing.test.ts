import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../../../src/main/app.ts';
import {
  type ClosingChoice,
  ClosingGuard,
  type ClosingQuestion,
  type ClosingWindow,
  closingQuestion,
} from '../../../../../src/main/hosts/electron/closing.ts';
import { appPaths } from '../../../../../src/main/services/app-paths.ts';
import { transports } from '../../../../contract/transports.ts';

/** Closes as Electron's window does: listeners may prevent it. */
class FakeWindow extends EventEmitter {
  open = true;
  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.open = false;
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

let window: FakeWindow;
let asked: ClosingQuestion[];
let answer: ClosingChoice;
let saves: number;
let guard: ClosingGuard;

beforeEach(() => {
  window = new FakeWindow();
  asked = [];
  saves = 0;
  answer = 'stay';
  guard = new ClosingGuard({
    ask: async (question) => {
      asked.push(question);
      return answer;
    },
    saveAndClose: () => saves++,
  });
  guard.watch(window as unknown as ClosingWindow);
});

describe('closing the window', () => {
  it('asks nothing when everything is saved', () => {
    guard.tell([{ name: 'template.yaml', kept: true }]);
    guard.tell([]);
    window.close();
    expect([window.open, asked]).toEqual([false, []]);
  });

  it('names what is not saved and stays when asked to', async () => {
    guard.tell([
      { name: 'template.yaml', kept: true },
      { name: 'scripts/draw.sh', kept: true },
    ]);
    window.close();
    window.close();
    await settled();
    expect(window.open).toBe(true);
    expect(asked).toEqual([
      {
        message: '2 files are not saved.',
        detail:
          'template.yaml\nscripts/draw.sh\n\nClosed without saving, your changes are kept on this machine and are there again when you open the bundle.',
      },
    ]);
  });

  it('goes without saving when that was chosen, and asks no second time', async () => {
    guard.tell([{ name: 'template.yaml', kept: true }]);
    answer = 'close';
    window.close();
    await settled();
    expect([window.open, asked.length, await guard.mayClose()]).toEqual([false, 1, true]);
  });

  it('has the page save everything, and goes when that is done', async () => {
    guard.tell([{ name: 'template.yaml', kept: true }]);
    answer = 'save';
    window.close();
    await settled();
    expect([window.open, saves, guard.isSaving]).toEqual([true, 1, true]);
    guard.allow();
    window.close();
    expect([window.open, asked.length]).toEqual([false, 1]);
  });

  it('says plainly what would be lost, and how many more there are', () => {
    expect(closingQuestion([{ name: 'a.sh', kept: false }])).toEqual({
      message: '1 file is not saved.',
      detail:
        'a.sh (not kept)\n\nChanges that are marked “not kept” could not be put aside, because the disk is full or cannot be written: closed without saving, they are lost.',
    });
    const many = Array.from({ length: 11 }, (_, at) => ({ name: `${at}.sh`, kept: true }));
    expect(closingQuestion(many).detail).toContain('7.sh\nand 3 more\n');
  });
});

describe.each(Object.entries(transports))('what is not saved, told over %s', (_name, connect) => {
  it('reaches the host that has a window', async () => {
    const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
    const app = createApp({
      host: 'electron',
      paths: appPaths({ JOBWRIGHT_HOME: home }),
      window: { tellUnsaved: (files) => guard.tell(files), close: () => guard.allow() },
    });
    const connected = await connect(app.dispatcher);
    await connected.client.call('app.tellUnsaved', {
      files: [{ name: 'template.yaml', kept: false }],
    });
    window.close();
    await settled();
    expect(asked[0]?.detail).toMatch(/^template\.yaml \(not kept\)/);
    await connected.client.call('app.closeWindow', {});
    window.close();
    expect(window.open).toBe(false);
    await connected.close();
    await app.close();
  });
});
