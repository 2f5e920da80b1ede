import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ActionBook } from '../../../../src/main/runs/action-book.ts';
import { logFiles } from '../../../../src/main/runs/action-log.ts';
import { RunStore } from '../../../../src/main/runs/run-store.ts';

it('keeps that an action is over only when its log is on disk, and tells it at once', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'action-book-'));
  const store = new RunStore(path.join(folder, 'history'));
  const directory = await store.begin('run', {
    text: '',
    parameters: {},
    environments: [],
    pathMappingRules: [],
    hashes: [],
  });
  const kept: { state: string; log: string }[] = [];
  const put = store.putAction.bind(store);
  store.putAction = (runId, record) => {
    const { log } = logFiles(directory, record.id);
    kept.push({
      state: record.state,
      log: fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : '',
    });
    put(runId, record);
  };
  const told: string[] = [];
  const book = new ActionBook({
    store,
    runId: 'run',
    directory,
    processKind: 'pipe',
    logLimit: 1 << 30,
    listener: { changed: ({ state }) => told.push(state), lines: () => {} },
  });
  const source = { session: 1, pressure: () => {} };
  const startedAt = Date.now();
  book.take(
    { type: 'action-started', action: { id: 1, kind: 'onRun', label: 'A', startedAt } },
    source,
  );
  // Long enough for a file of its own.
  const text = Array.from({ length: 20_000 }, (_, i) => `line ${i}`).join('\n');
  book.take({ type: 'log', actionId: 1, time: startedAt, kind: 'o', text }, source);
  book.take(
    {
      type: 'action-ended',
      actionId: 1,
      result: {
        actionId: 1,
        state: 'SUCCESS',
        exitCode: 0,
        signal: null,
        startedAt,
        endedAt: Date.now(),
        usage: {},
        command: [],
      },
    },
    source,
  );
  expect(told).toEqual(['running', 'succeeded']);
  await book.settle();
  expect(kept.map(({ state }) => state)).toEqual(['running', 'succeeded']);
  expect(kept.at(-1)?.log).toBe(`${text}\n`);
  store.close();
  fs.rmSync(folder, { recursive: true });
});
