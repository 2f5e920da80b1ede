import { basename } from 'node:path';
import { ProtocolError, type ResultFile, type RunRecord } from '../../shared/protocol/index.ts';
import type { Backend } from '../backend.ts';
import type { RunInputs } from '../runs/index.ts';
import type { Output } from './job-outputs.ts';
import { dropPictures, keepPictures, keptSummary } from './kept-pictures.ts';
import { describe, listFiles, outside } from './results-files.ts';
import { readSlice } from './results-read.ts';
import { type Place, rootsOf } from './results-roots.ts';
import { requestOf } from './template-task.ts';
import { templateWork } from './template-work.ts';

type ResultMethods = Pick<Backend, Extract<keyof Backend, `results.${string}`>>;

/** Where runs and what they were made of are known. */
interface RunSource {
  recordOf(runId: string): Promise<RunRecord>;
  inputsOf(runId: string): Promise<RunInputs>;
  /** The folder of a run in the history. */
  folderOf(runId: string): Promise<string>;
  /** What is kept with a run counts for the size of the history. */
  addBytes(runId: string, bytes: number): Promise<void>;
  historySize(): Promise<{ bytes: number; limit: number }>;
}

/** Jobs are made from their inputs to learn where they write; those of the last runs are kept. */
const KEPT = 8;

/** What runs left behind: folders to look through and files to look at, nothing outside of them. */
export class ResultsService {
  readonly methods: ResultMethods;
  readonly #runs: RunSource;
  readonly #ended = new Set<string>();
  readonly #keeping = new Map<string, Promise<void>>();
  readonly #outputs = new Map<string, readonly Output[]>();

  constructor(runs: RunSource) {
    this.#runs = runs;
    this.methods = {
      'results.roots': async ({ runId }) =>
        (await this.#places(runId)).map(({ folder: _folder, ...root }) => root),
      'results.list': async ({ runId, root, directory, recursive }) => {
        const place = await this.#place(runId, root);
        if (place.single) return { files: await only(place), more: 0 };
        return listFiles(place.folder, directory, recursive);
      },
      'results.read': async ({ runId, root, path, from, count }) => {
        const place = await this.#place(runId, root);
        if (place.single && path !== basename(place.path)) throw outside(path);
        return readSlice(place.folder, path, from, count);
      },
      'results.kept': async ({ runId }) => {
        const folder = await this.#runs.folderOf(runId);
        await this.#keeping.get(runId);
        const pictures = (await keptSummary(folder)) ?? null;
        return { pictures, history: await this.#runs.historySize() };
      },
      'results.dropPictures': async ({ runId }) => {
        const folder = await this.#runs.folderOf(runId);
        await this.#keeping.get(runId);
        const bytes = await dropPictures(folder);
        if (bytes > 0) await this.#runs.addBytes(runId, -bytes);
        return {};
      },
    };
  }

  /** Pictures of a run that has ended are kept; the next one may write over them. */
  runChanged(run: RunRecord): void {
    if (run.endedAt === undefined || this.#ended.has(run.id)) return;
    this.#ended.add(run.id);
    const keeping = this.#keep(run)
      .catch(() => undefined)
      .finally(() => this.#keeping.delete(run.id));
    this.#keeping.set(run.id, keeping);
  }

  async close(): Promise<void> {
    await Promise.all(this.#keeping.values());
  }

  async #keep(run: RunRecord): Promise<void> {
    const folder = await this.#runs.folderOf(run.id);
    const bytes = await keepPictures(run, await this.#places(run.id), folder);
    if (bytes > 0) await this.#runs.addBytes(run.id, bytes);
  }

  async #places(runId: string): Promise<Place[]> {
    const run = await this.#runs.recordOf(runId);
    return rootsOf(run, await this.#outputsOf(run), await this.#runs.folderOf(runId));
  }

  async #place(runId: string, root: string): Promise<Place> {
    const place = (await this.#places(runId)).find(({ id }) => id === root);
    if (!place) throw new ProtocolError('not-found', 'This run has no such folder.');
    return place;
  }

  async #outputsOf(run: RunRecord): Promise<readonly Output[]> {
    const known = this.#outputs.get(run.id);
    if (known) return known;
    const inputs = await this.#runs.inputsOf(run.id).catch(() => undefined);
    const outputs = inputs ? await templateWork.outputs(requestOf(inputs, run.templatePath)) : [];
    this.#outputs.set(run.id, outputs);
    const [oldest] = this.#outputs.keys();
    if (this.#outputs.size > KEPT && oldest !== undefined) this.#outputs.delete(oldest);
    return outputs;
  }
}

async function only({ folder, path }: Place): Promise<ResultFile[]> {
  const found = await describe(folder, path);
  return found ? [found] : [];
}
