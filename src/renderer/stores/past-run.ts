import { create } from 'zustand';
import type { RunRecord } from '../../shared/protocol/run.ts';
import { backend, failureText } from '../backend/backend.ts';
import { LanguageClient } from '../language-worker/client.ts';
import type { FormValues } from '../language-worker/contract.ts';
import { text as words } from '../text/en.ts';
import { notify, useApp } from './app-store.ts';
import { fileAt, isTemplate, readIntoTab, replaceFileText } from './bundle-files.ts';
import { replaceText, saveDraft, useDocument } from './document-store.ts';
import { handOver } from './hand-over.ts';
import {
  chooseRun,
  type RunInputs,
  readAllActions,
  readHistory,
  readInputs,
} from './history-store.ts';
import { showBottomTab } from './layout-store.ts';
import { replaceValues, useParameters } from './parameter-store.ts';
import { valuesOfInputs } from './run-inputs.ts';
import { adoptRun, forgetRun, useRun } from './run-store.ts';
import { open } from './session.ts';
import { putRunSetup, putSetup, takeSetup } from './setup-store.ts';

/** What was in the editor and the form before a run's inputs were put there. */
interface Restoring {
  readonly runId: string;
  readonly path: string;
  readonly text: string;
  readonly values: FormValues;
  readonly setup: ReturnType<typeof takeSetup>;
  /** Texts of the bundle's scripts, as far as the run's were put in their place. */
  readonly files: { readonly path: string; readonly text: string }[];
}

interface PastRunState {
  readonly undo: Restoring | undefined;
}

export const usePastRun = create<PastRunState>()(() => ({ undo: undefined }));

/** Shows a run of the history: states, logs and timeline are its own from now on. */
export async function lookAtRun(run: RunRecord): Promise<void> {
  if (!(await openTemplateOf(run))) return;
  await adoptRun(run, 'history');
}

/** Shows the log of a run of the history. */
export async function openLogOf(run: RunRecord): Promise<void> {
  if (useRun.getState().run?.id !== run.id) await lookAtRun(run);
  if (useRun.getState().run?.id === run.id) showBottomTab('log');
}

/** Puts the text and the values of a run on the screen, as edits that are not saved. */
export async function restoreInputs(run: RunRecord): Promise<void> {
  const inputs = await readInputs(run.id);
  if (!inputs || !(await openTemplateOf(run))) return;
  const { text } = useDocument.getState();
  const { values } = useParameters.getState();
  const path = run.templatePath;
  const undo: Restoring = { runId: run.id, path, text, values, setup: takeSetup(), files: [] };
  usePastRun.setState({ undo });
  put(inputs.text, valuesOfInputs(inputs));
  await putRunSetup(inputs.environments, inputs.pathMappingRules);
  const left = await putFiles(undo);
  if (!left) return;
  const names = undo.files.map((file) => file.path);
  notify(
    'info',
    [
      words.history.restored,
      ...(names.length === 0 ? [] : [words.history.restoredScripts(names)]),
      ...(left.length === 0 ? [] : [words.history.restoredNot(left)]),
    ].join(' '),
  );
}

/** Takes back the last restoring. */
export function undoRestore(): void {
  const { undo } = usePastRun.getState();
  usePastRun.setState({ undo: undefined });
  if (!undo || useDocument.getState().bundle?.template.path !== undo.path) return;
  put(undo.text, undo.values);
  putSetup(undo.setup);
  for (const { path, text: before } of undo.files) replaceFileText(path, before);
}

const MOST_TABS = 50;

/**
 * Puts the files of a run into tabs where the bundle's are others by now, and notes what they were. Gives those that
 * stay others: they were not kept, are no text, or are gone. Undefined: the restoring was taken back, or another began.
 */
async function putFiles(undo: Restoring): Promise<readonly string[] | undefined> {
  const { runId } = undo;
  const isWanted = () => usePastRun.getState().undo === undo;
  const { files } = await backend.call('run.files', { runId }).catch(() => ({ files: [] }));
  const others = files.filter((file) => file.state !== 'same' && !isTemplate(file.path));
  const left: string[] = [];
  for (const { path, kept, state } of others) {
    const text =
      kept && state === 'changed' && undo.files.length < MOST_TABS
        ? await backend.call('run.file', { runId, path }).catch(() => undefined)
        : undefined;
    if (text) await readIntoTab(path);
    if (!isWanted()) return undefined;
    const open = fileAt(path);
    if (!text || open?.state !== 'open' || open.readOnly) left.push(path);
    else if (open.text !== text.text) {
      undo.files.push({ path, text: open.text });
      replaceFileText(path, text.text);
    }
  }
  return isWanted() ? left : undefined;
}

function put(text: string, values: FormValues): void {
  if (text !== useDocument.getState().text) replaceText(text);
  replaceValues(values);
  void saveDraft();
}

/** Everything that is known of a run as one JSON file; logs stay in the history. */
export async function exportRun(run: RunRecord): Promise<void> {
  try {
    const inputs = await backend.call('run.inputs', { runId: run.id });
    const actions = await readAllActions(run.id, Number.POSITIVE_INFINITY);
    const content = { format: 'jobwright-run-1', run, inputs, actions };
    const file = new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' });
    handOver(file, `run-${run.id}.json`);
  } catch (error) {
    notify('error', failureText(error));
  }
}

/** Removes a run and its logs from the history. */
export async function removeRun(run: RunRecord): Promise<void> {
  try {
    await backend.call('run.remove', { runId: run.id });
  } catch (error) {
    notify('error', failureText(error));
    return;
  }
  if (useRun.getState().run?.id === run.id) forgetRun();
  chooseRun(undefined);
  await readHistory();
}

/** Opens the template of a run when another one is open. False when it is not there any more. */
async function openTemplateOf(run: RunRecord): Promise<boolean> {
  const isOpen = () => useDocument.getState().bundle?.template.path === run.templatePath;
  if (!isOpen()) await open(run.templatePath);
  return isOpen();
}

/** A worker of its own: what the document's worker has read stays as it is. */
let past: LanguageClient | undefined;
let last: Promise<unknown> = Promise.resolve();

/** The values of a run's tasks, by its own text; undefined for a step without task parameters. */
export async function pastTaskValues(
  run: RunRecord,
  step: string,
  indices: readonly string[],
): Promise<readonly Readonly<Record<string, string>>[] | undefined> {
  const inputs = await readInputs(run.id);
  if (!inputs) return undefined;
  return inPast(async (worker) => {
    const job = await jobOf(worker, run, inputs);
    const names = job?.steps.find((one) => one.name === step)?.parameters.map(({ name }) => name);
    if (!names || names.length === 0) return undefined;
    const rows = [];
    for (const from of indices) {
      const [row] = await worker.call('tasks', { step, from, count: 1 });
      rows.push(Object.fromEntries(names.map((name, at) => [name, row?.values[at] ?? ''])));
    }
    return rows;
  });
}

/** A question at a time: what is built belongs to what was checked before it. */
function inPast<T>(ask: (worker: LanguageClient) => Promise<T>): Promise<T> {
  const work = () => {
    past ??= new LanguageClient();
    return ask(past);
  };
  const answer = last.then(work, work);
  last = answer;
  return answer;
}

async function jobOf(worker: LanguageClient, run: RunRecord, inputs: RunInputs) {
  const info = useApp.getState().info;
  await worker.call('check', {
    text: inputs.text,
    format: run.templatePath.toLowerCase().endsWith('.json') ? 'json' : 'yaml',
    environments: inputs.environments,
  });
  const { job } = await worker.call('build', {
    values: valuesOfInputs(inputs),
    templateDirectory: run.templatePath.replace(/[/\\][^/\\]*$/, ''),
    workingDirectory: info?.workingDirectory ?? '',
    pathFormat: info?.pathFormat ?? 'POSIX',
    pathMappingRules: inputs.pathMappingRules,
  });
  return job;
}
