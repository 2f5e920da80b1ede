import { beforeEach, describe, expect, it, vi } from 'vitest';
import { backend } from '../../../../src/renderer/backend/backend.ts';
import { language } from '../../../../src/renderer/language-worker/client.ts';
import type {
  FormerParams,
  JobSummary,
  StepSummary,
} from '../../../../src/renderer/language-worker/contract.ts';
import { useDocument } from '../../../../src/renderer/stores/document-store.ts';
import { useJob } from '../../../../src/renderer/stores/job-store.ts';
import { useMatch } from '../../../../src/renderer/stores/match-store.ts';
import { RunData } from '../../../../src/renderer/stores/run-data.ts';
import { useRun } from '../../../../src/renderer/stores/run-store.ts';
import { showTaskOf } from '../../../../src/renderer/stores/tasks-of-actions.ts';
import type { Bundle } from '../../../../src/shared/protocol/bundle.ts';
import type { ActionRecord, RunRecord } from '../../../../src/shared/protocol/run.ts';
import { bundleSetup } from '../../../../src/shared/protocol/setup.ts';

/** The worker's end: it knows the run that it was told of last, by its text and its single steps. */
let former: string;
/** Inputs of runs that were asked for, by the run. */
let inputs: Map<string, (inputs: object) => void>;

const run = (id: string) =>
  ({ id, templatePath: '/b/template.yaml', scope: { kind: 'job' } }) as RunRecord;

const job = (adaptive: boolean) =>
  ({
    commands: [],
    steps: [{ name: 'S', count: '1', chunk: { adaptive } } as StepSummary],
  }) as unknown as JobSummary;

const show = (id: string) => useRun.setState({ run: run(id), data: new RunData(), madeOf: -1 });

const settle = () => new Promise((resolve) => setTimeout(resolve));

async function giveInputs(id: string): Promise<void> {
  inputs.get(id)?.({ text: id, parameters: {}, environments: [], pathMappingRules: [] });
  await settle();
}

const shown = () => useMatch.getState().steps?.get('S')?.differs;

beforeEach(() => {
  former = '';
  inputs = new Map();
  vi.spyOn(backend, 'call').mockImplementation(((method: string, { runId }: { runId: string }) =>
    method === 'run.inputs'
      ? new Promise((resolve) => inputs.set(runId, resolve))
      : Promise.reject(new Error(method))) as never);
  vi.spyOn(language, 'call').mockImplementation((async (method: string, params: FormerParams) => {
    if (method === 'former') {
      former = [params.check.text, ...params.single].join(' ');
      return true;
    }
    if (method === 'placeNow') return null;
    // What the other stores ask takes for ever.
    if (method !== 'matchSteps') return new Promise(() => {});
    const match = { step: 'S', count: '1', same: true, unchanged: true, differs: [former] };
    return former === '' ? [] : [match];
  }) as never);
  const template = { path: '/b/template.yaml', text: '', hash: '', readOnly: false };
  const setup = bundleSetup.parse({});
  useDocument.setState({ bundle: { root: '/b', template, setup } as Bundle });
  useRun.setState({ run: undefined });
  useJob.setState({ job: job(false), built: 1 });
});

describe('how the tasks of today stand to a run', () => {
  it('is about the run that is shown, however late the inputs of another come', async () => {
    show('a');
    show('b');
    await giveInputs('b');
    expect(shown()).toEqual(['b']);
    await giveInputs('a');
    expect(former).toBe('b');
    // The next change of the template asks again.
    useJob.setState({ built: 2 });
    await settle();
    expect(shown()).toEqual(['b']);
  });

  it('is told anew when chunks are measured that were not', async () => {
    show('c');
    await giveInputs('c');
    expect(shown()).toEqual(['c']);
    useJob.setState({ job: job(true), built: 3 });
    await giveInputs('c');
    expect(shown()).toEqual(['c S']);
  });

  it('is told anew when the worker had to begin again', async () => {
    show('d');
    await giveInputs('d');
    former = '';
    useJob.setState({ built: 4 });
    await settle();
    expect(shown()).toBe(undefined);
    useJob.setState({ built: 5 });
    await giveInputs('d');
    expect(shown()).toEqual(['d']);
  });
});

it('shows no task of a step that is gone', async () => {
  show('e');
  await giveInputs('e');
  const action = { step: 'Gone', taskIndex: '0', parameters: {} } as ActionRecord;
  expect(await showTaskOf(action)).toBe(false);
});
