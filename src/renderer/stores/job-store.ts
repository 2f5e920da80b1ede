import { create } from 'zustand';
import { failureText } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import type {
  BuildResult,
  CheckResult,
  FileCheck,
  FormValues,
  JobSummary,
  Problem,
} from '../language-worker/contract.ts';
import { notify, useApp } from './app-store.ts';
import { useDocument } from './document-store.ts';
import { useFarmProfile } from './farm-profile-store.ts';
import { useParameters, valuesFor } from './parameter-store.ts';
import { findProgram } from './programs.ts';
import { activeEnvironments, activeRules, useSetup } from './setup-store.ts';

interface JobState {
  readonly check: CheckResult | undefined;
  /** What the values make of the template; the last one that could be made while typing breaks it. */
  readonly job: JobSummary | undefined;
  readonly jobIsCurrent: boolean;
  readonly valueProblems: readonly Problem[];
  /** Findings in the bundle's other files, and the values that these give. */
  readonly fileProblems: readonly Problem[];
  readonly fileValues: FormValues;
  /** The paths that its `asset_references` lists. */
  readonly fileAssets: FileCheck['assets'];
  readonly issues: BuildResult['issues'];
  /** Counts what was built: what was made from an older one is made again. */
  readonly built: number;
}

const EMPTY: JobState = {
  check: undefined,
  job: undefined,
  jobIsCurrent: false,
  valueProblems: [],
  fileProblems: [],
  fileValues: {},
  fileAssets: [],
  issues: {},
  built: 0,
};

export const useJob = create<JobState>()(() => EMPTY);

useFarmProfile.subscribe(({ profile }, before) => {
  if (profile !== before.profile) refreshJob('check');
});

let busy = false;
/** What has to be done again once the worker is free. */
let wanted: 'check' | 'build' | undefined;

/** Checks the text and builds its job; while the worker is busy only the newest wish is kept. */
function refreshJob(from: 'check' | 'build'): void {
  wanted = wanted === 'check' ? 'check' : from;
  if (!busy) void work();
}

async function work(): Promise<void> {
  busy = true;
  try {
    while (wanted) {
      const what = wanted;
      wanted = undefined;
      const bundle = useDocument.getState().bundle;
      if (!bundle) continue;
      if (what === 'check') {
        const { text } = useDocument.getState();
        const { profile } = useFarmProfile.getState();
        const environments = activeEnvironments();
        // A layer that is still being read is waited for: its text asks again.
        if (!environments) continue;
        const params = {
          text,
          format: bundle.format,
          environments,
          ...(profile === undefined ? {} : { farmProfile: profile }),
          missingCommands: [...missing],
        };
        const check = await language.call('check', params);
        useJob.setState({ check });
        void lookFor(check.commands);
      }
      await build(bundle.root);
    }
  } catch (error) {
    notify('error', failureText(error));
  } finally {
    busy = false;
  }
}

/** Commands of this bundle that are not on this machine. */
const missing = new Set<string>();

/** Looks for the commands of a template; when the answer is another than before, the hints are made again. */
async function lookFor(commands: readonly string[]): Promise<void> {
  const found = await Promise.all(commands.map(findProgram));
  let changed = false;
  for (const [at, name] of commands.entries()) {
    const gone = found[at] === null;
    if (gone === missing.has(name)) continue;
    changed = true;
    if (gone) missing.add(name);
    else missing.delete(name);
  }
  if (changed) refreshJob('check');
}

async function build(root: string): Promise<void> {
  const { check, built } = useJob.getState();
  const info = useApp.getState().info;
  if (!check || !info) return;
  const result = await language.call('build', {
    values: valuesFor(check.form),
    templateDirectory: root,
    workingDirectory: info.workingDirectory,
    pathFormat: info.pathFormat,
    pathMappingRules: activeRules(),
  });
  useJob.setState({
    ...(result.job ? { job: result.job } : {}),
    jobIsCurrent: result.job !== undefined,
    valueProblems: result.problems,
    issues: result.issues,
    built: built + 1,
  });
}

/** Every finding, those of the text first, in the order of the text. */
export function allProblems(state: JobState): readonly Problem[] {
  return [...(state.check?.problems ?? []), ...state.valueProblems, ...state.fileProblems];
}

/** How many must be and how many should be mended; hints are not counted. */
export function countProblems(state: JobState): { errors: number; warnings: number } {
  const problems = allProblems(state);
  const count = (severity: Problem['severity']): number =>
    problems.filter((problem) => problem.severity === severity).length;
  return { errors: count('error'), warnings: count('warning') };
}

useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path !== before.bundle?.template.path) {
    useJob.setState(EMPTY);
    missing.clear();
  }
  if (state.bundle && (state.text !== before.text || state.bundle !== before.bundle))
    refreshJob('check');
});
useParameters.subscribe(() => refreshJob('build'));
useSetup.subscribe((state, before) => {
  if (state.layers !== before.layers) refreshJob('check');
  else if (state.rules !== before.rules) refreshJob('build');
});
