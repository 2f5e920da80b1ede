import { dirname } from 'node:path';
import { type Params, ProtocolError } from '../../shared/protocol/index.ts';
import type { Backend } from '../backend.ts';
import type { RunManager } from '../runs/index.ts';
import { exportBundle } from './export-service.ts';
import { compareFiles, keepFiles, keptPath, keptSources } from './kept-files.ts';
import type { KnownRuns } from './known-runs.ts';
import { templateWork } from './template-work.ts';
import { readTextFile } from './text-files.ts';
import type { ExecutableContent } from './trust-service.ts';

/** The files of bundles as runs found them: kept beside each run, compared and exported later. */
export class RunFiles {
  readonly methods: Pick<Backend, 'run.files' | 'run.file' | 'run.export'>;
  readonly #runs: KnownRuns;
  /** Runs whose files are being kept. */
  readonly #keeping = new Map<string, Promise<void>>();
  /** Bytes kept with runs that are not counted yet. */
  readonly #owed = new Map<string, number>();

  constructor(runs: KnownRuns) {
    this.#runs = runs;
    this.methods = {
      'run.files': async ({ runId }) => {
        const { folder, root } = await this.#placesOf(runId);
        return { files: await compareFiles(root, folder) };
      },
      'run.file': async ({ runId, path }) => {
        const folder = await this.#runs.folderOf(runId);
        if (!(await keptSources(folder)).has(path))
          throw new ProtocolError('not-found', `${path} was not kept with this run.`);
        return { text: (await readTextFile(keptPath(folder, path))).text };
      },
      'run.export': (request) => this.#export(request),
    };
  }

  /** Beside the run: what executes, the values and what the job reads of the bundle are kept as they are now. */
  keep(runId: string, request: Params<'run.start'>, content: ExecutableContent): void {
    const { templatePath } = request;
    const keep = async () => {
      // What runs write is no part of what they are made of.
      const written = await templateWork.outputs(request).catch(() => []);
      const inputs = await templateWork.inputs(request).catch(() => []);
      const manager = await this.#runs.manager();
      const earlier = manager
        .list({ templatePath, limit: 3 })
        .find(({ id }) => id !== runId && !this.#keeping.has(id));
      const bytes = await keepFiles(
        dirname(templatePath),
        content,
        manager.store.runDirectory(runId),
        earlier && manager.store.runDirectory(earlier.id),
        { outputs: written.map(({ path }) => path), inputs },
      );
      this.#owed.set(runId, bytes);
      this.settle(manager, runId);
    };
    const keeping = keep()
      .catch(() => undefined)
      .finally(() => this.#keeping.delete(runId));
    this.#keeping.set(runId, keeping);
  }

  /** A run that goes on writes its own size last: what is kept beside it is counted when it is over. */
  settle(manager: RunManager, runId: string): void {
    const bytes = this.#owed.get(runId);
    if (bytes === undefined || manager.get(runId)?.endedAt === undefined) return;
    this.#owed.delete(runId);
    if (bytes > 0) manager.store.addBytes(runId, bytes);
  }

  /** Waits for what is being kept. */
  async close(): Promise<void> {
    await Promise.all(this.#keeping.values());
  }

  async #placesOf(runId: string): Promise<{ root: string; folder: string }> {
    const { manager, run } = await this.#runs.find(runId);
    await this.#keeping.get(runId);
    return { root: dirname(run.templatePath), folder: manager.store.runDirectory(runId) };
  }

  async #export({ runId, ...request }: Params<'run.export'>) {
    const { root, folder } = await this.#placesOf(runId);
    const kept = await keptSources(folder);
    const written = await exportBundle({ ...request, root, overwrite: false }, kept);
    const others = await compareFiles(root, folder);
    const own = new Set(request.texts.map(({ path }) => path));
    return {
      ...written,
      changed: others
        .filter((file) => file.state !== 'same' && !file.kept && !own.has(file.path))
        .map(({ path }) => path),
    };
  }
}
