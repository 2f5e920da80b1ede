import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ptyAvailability } from '../../../../src/main/process/index.ts';
import { TerminalService } from '../../../../src/main/services/terminal-service.ts';
import type { RunRecord } from '../../../../src/shared/protocol/index.ts';

const RUN: RunRecord = {
  id: 'run',
  name: 'Job',
  templatePath: '/bundle/template.yaml',
  scope: { kind: 'job' },
  state: 'failed',
  processKind: 'pipe',
  sessions: 1,
  createdAt: 0,
  steps: [],
  actionCount: 1,
  sessionDirectories: [],
  templateHash: '',
};

describe.skipIf(!ptyAvailability().available)('a terminal', () => {
  it('is refused where the actions ran as another user: it would run as this one', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'jobwright-terminal-'));
    let otherUser = true;
    const service = new TerminalService({
      trust: { stateOf: async () => 'trusted' },
      runs: {
        recordOf: async () => RUN,
        sessionPlace: async () => ({ directory, otherUser }),
      },
    });
    const connection = { id: 1, emit: () => {}, onClose: () => () => {} };
    const open = () =>
      service.methods['terminal.open'](
        { runId: 'run', directory, columns: 80, rows: 24 },
        connection,
      );
    await expect(open()).rejects.toMatchObject({
      code: 'unsupported',
      message: 'The actions of this session run as another user; a terminal would run as you.',
    });
    // The same folder of one's own has one.
    otherUser = false;
    await expect(open()).resolves.toMatchObject({ hasVariables: false });
    await service.close();
  });
});
