import type { RecentBundle } from '../../shared/protocol/bundle.ts';
import { inertText } from '../../shared/text/inert.ts';
import { showTemplateSide, toggleArrangement } from '../stores/arrangement.ts';
import { addAssets, openProposals } from '../stores/asset-proposals.ts';
import { chosenFile, closeFile, openFile } from '../stores/bundle-files.ts';
import { saveValues, valuesToWrite } from '../stores/bundle-values.ts';
import { copyJobCommand, copyTasksCommand } from '../stores/copy-command.ts';
import { openElsewhere, openWizard, useDialogs } from '../stores/dialog-store.ts';
import { useDocument } from '../stores/document-store.ts';
import { focusEditor } from '../stores/editor-store.ts';
import { canSaveShown, saveAll, saveShown, unsavedNames } from '../stores/file-saving.ts';
import { useJob } from '../stores/job-store.ts';
import { showBottomTab, showCentreTab } from '../stores/layout-store.ts';
import { lookForLeftovers } from '../stores/leftover-store.ts';
import { goToNextError } from '../stores/log-search.ts';
import { todayOf, useMatch } from '../stores/match-store.ts';
import { nextStep } from '../stores/next-step.ts';
import { resetAllValues } from '../stores/parameter-store.ts';
import { dryRun } from '../stores/plan-store.ts';
import { indices } from '../stores/ranges.ts';
import { isActive } from '../stores/run-data.ts';
import { showTrustSheet, startRun, stopRun, useRun } from '../stores/run-store.ts';
import { chooseAndOpen, leaveBundle, open } from '../stores/session.ts';
import { changeSettings } from '../stores/settings-store.ts';
import { chooseLayer } from '../stores/setup-files.ts';
import { openSign, openSigners } from '../stores/signature-store.ts';
import { shownStep, useTasks } from '../stores/task-store.ts';
import { redoText, undoText } from '../stores/text-history.ts';
import { text } from '../text/en.ts';
import { focusWhenThere } from './focus-when-there.ts';

/** Everything the window can do by name, shortcut or menu. */
export interface AppCommand {
  readonly id: string;
  readonly title: string;
  readonly shortcut?: string;
  readonly enabled?: () => boolean;
  readonly run: () => void;
}

const words = text.commands;
const isOpen = () => useDocument.getState().bundle !== undefined;
const canRun = () =>
  isOpen() && !isActive(useRun.getState().run) && useJob.getState().check?.kind !== 'environment';
const hasJob = () => useJob.getState().job !== undefined;
const canStop = () => isActive(useRun.getState().run);
const step = () => shownStep(useJob.getState().job?.steps, useTasks.getState().step);

/** What of the last run is left to run. */
function again() {
  const next = nextStep(useRun.getState().run, useJob.getState().job, todayOf(useMatch.getState()));
  return next.kind === 'run-failed' || next.kind === 'run-rest' ? next.scope : undefined;
}

export const commands: readonly AppCommand[] = [
  { id: 'new', title: words.new, run: openWizard },
  { id: 'open', title: words.open, shortcut: 'Mod+O', run: () => void chooseAndOpen() },
  {
    id: 'save',
    title: words.save,
    shortcut: 'Mod+S',
    enabled: () => isOpen() && canSaveShown(),
    run: () => void saveShown(),
  },
  {
    id: 'save-all',
    title: words.saveAll,
    shortcut: 'Mod+Shift+S',
    enabled: () => unsavedNames().length > 0,
    run: () => void saveAll(),
  },
  {
    id: 'close-file',
    title: words.closeFile,
    shortcut: 'Alt+W',
    enabled: () => chosenFile() !== undefined,
    run: () => closeFile(chosenFile()?.path ?? ''),
  },
  {
    id: 'scout',
    title: words.scout,
    shortcut: 'Mod+Enter',
    enabled: canRun,
    run: () => void startRun({ kind: 'scout' }),
  },
  {
    id: 'run-all',
    title: words.runAll,
    shortcut: 'Mod+Shift+Enter',
    enabled: canRun,
    run: () => void startRun({ kind: 'job' }),
  },
  {
    id: 'run-step',
    title: words.runStep,
    enabled: () => canRun() && step() !== undefined,
    run: () => {
      const shown = step();
      if (shown) void startRun({ kind: 'step', step: shown.name, withDependencies: true });
    },
  },
  {
    id: 'run-selected',
    title: words.runSelected,
    enabled: () => canRun() && useTasks.getState().selected.length > 0,
    run: () => {
      const shown = step();
      const { selected } = useTasks.getState();
      if (shown)
        void startRun({ kind: 'tasks', step: shown.name, indices: indices(selected, 100_000) });
    },
  },
  {
    id: 'run-failed',
    title: words.runFailed,
    enabled: () => again() !== undefined,
    run: () => {
      const scope = again();
      if (scope) void startRun(scope);
    },
  },
  {
    id: 'stop',
    title: words.stop,
    shortcut: 'Mod+.',
    enabled: canStop,
    run: () => void stopRun('now'),
  },
  {
    id: 'stop-after',
    title: words.stopAfter,
    enabled: canStop,
    run: () => void stopRun('after-running'),
  },
  { id: 'kill', title: words.kill, enabled: canStop, run: () => void stopRun('kill') },
  { id: 'arrangement', title: words.arrangement, enabled: isOpen, run: toggleArrangement },
  {
    id: 'dry-run',
    title: words.dryRun,
    enabled: hasJob,
    run: () => dryRun({ kind: 'job' }),
  },
  {
    id: 'dry-scout',
    title: words.dryScout,
    enabled: hasJob,
    run: () => dryRun({ kind: 'scout' }),
  },
  {
    id: 'dry-step',
    title: words.dryStep,
    enabled: () => hasJob() && step() !== undefined,
    run: () => {
      const shown = step();
      if (shown) dryRun({ kind: 'step', step: shown.name, withDependencies: true });
    },
  },
  {
    id: 'dry-selected',
    title: words.drySelected,
    enabled: () => hasJob() && useTasks.getState().selected.length > 0,
    run: () => {
      const shown = step();
      const { selected } = useTasks.getState();
      if (shown) dryRun({ kind: 'tasks', step: shown.name, indices: indices(selected, 100_000) });
    },
  },
  {
    id: 'dry-failed',
    title: words.dryFailed,
    enabled: () => hasJob() && again() !== undefined,
    run: () => {
      const scope = again();
      if (scope?.kind === 'failed') dryRun(scope);
    },
  },
  {
    id: 'setup',
    title: words.setup,
    enabled: isOpen,
    run: () => showBottomTab('setup'),
  },
  {
    id: 'add-environment',
    title: words.addEnvironment,
    enabled: hasJob,
    run: () => void chooseLayer(),
  },
  {
    id: 'trust',
    title: words.trust,
    enabled: isOpen,
    run: () => void showTrustSheet(),
  },
  { id: 'sign', title: words.sign, enabled: isOpen, run: openSign },
  { id: 'signers', title: words.signers, run: () => void openSigners() },
  {
    id: 'editor',
    title: words.editor,
    shortcut: 'Mod+1',
    enabled: isOpen,
    run: () => {
      showTemplateSide();
      showCentreTab('yaml');
      focusEditor();
    },
  },
  {
    id: 'graph',
    title: words.graph,
    shortcut: 'Mod+8',
    enabled: isOpen,
    run: () => {
      showTemplateSide();
      showCentreTab('graph');
      focusWhenThere('.graph-keys');
    },
  },
  {
    id: 'form',
    title: words.form,
    shortcut: 'Mod+9',
    enabled: isOpen,
    run: () => {
      showTemplateSide();
      showCentreTab('form');
      focusWhenThere('.form :is(input, select)');
    },
  },
  { id: 'undo', title: words.undo, enabled: isOpen, run: undoText },
  { id: 'redo', title: words.redo, enabled: isOpen, run: redoText },
  {
    id: 'parameters',
    title: words.parameters,
    shortcut: 'Mod+2',
    enabled: isOpen,
    run: () =>
      document
        .querySelector<HTMLElement>('.parameters :is(input, select, textarea, [id^=parameter-])')
        ?.focus(),
  },
  {
    id: 'tasks',
    title: words.tasks,
    shortcut: 'Mod+3',
    enabled: isOpen,
    run: () => {
      showBottomTab('tasks');
      focusWhenThere('.task-grid');
    },
  },
  {
    id: 'problems',
    title: words.problems,
    shortcut: 'Mod+Shift+M',
    enabled: isOpen,
    run: () => showBottomTab('problems'),
  },
  {
    id: 'log',
    title: words.log,
    shortcut: 'Mod+4',
    enabled: isOpen,
    run: () => showBottomTab('log'),
  },
  {
    id: 'timeline',
    title: words.timeline,
    shortcut: 'Mod+5',
    enabled: isOpen,
    run: () => showBottomTab('timeline'),
  },
  {
    id: 'files',
    title: words.files,
    shortcut: 'Mod+6',
    enabled: isOpen,
    run: () => showBottomTab('files'),
  },
  {
    id: 'history',
    title: words.history,
    shortcut: 'Mod+7',
    enabled: isOpen,
    run: () => showBottomTab('history'),
  },
  {
    id: 'next-error',
    title: words.nextError,
    shortcut: 'Mod+Shift+E',
    enabled: isOpen,
    run: () => void goToNextError(),
  },
  {
    id: 'save-values',
    title: words.saveValues,
    enabled: () => valuesToWrite().length > 0,
    run: () => void saveValues(),
  },
  {
    id: 'add-assets',
    title: words.addAssets,
    enabled: () => openProposals().length > 0,
    run: () => void addAssets(openProposals()),
  },
  {
    id: 'copy-command',
    title: words.copyCommand,
    shortcut: 'Mod+Alt+C',
    enabled: isOpen,
    run: () => void copyJobCommand(),
  },
  {
    id: 'copy-tasks',
    title: words.copyTasks,
    enabled: () => isOpen() && useTasks.getState().selected.length > 0,
    run: () => void copyTasksCommand(),
  },
  {
    id: 'save-elsewhere',
    title: words.saveElsewhere,
    enabled: isOpen,
    run: () => openElsewhere('save'),
  },
  {
    id: 'export-bundle',
    title: words.exportBundle,
    shortcut: 'Mod+E',
    enabled: isOpen,
    run: () => openElsewhere('export'),
  },
  {
    id: 'send-to-farm',
    title: words.sendToFarm,
    shortcut: 'Mod+Alt+Enter',
    enabled: isOpen,
    run: () => openElsewhere('send'),
  },
  { id: 'reset-values', title: words.resetValues, enabled: isOpen, run: resetAllValues },
  {
    id: 'theme-dark',
    title: words.themeDark,
    run: () => changeSettings({ theme: 'dark' }),
  },
  {
    id: 'theme-light',
    title: words.themeLight,
    run: () => changeSettings({ theme: 'light' }),
  },
  {
    id: 'theme-system',
    title: words.themeSystem,
    run: () => changeSettings({ theme: 'system' }),
  },
  { id: 'leftovers', title: words.leftovers, run: () => void lookForLeftovers() },
  { id: 'start-page', title: words.startPage, enabled: isOpen, run: leaveBundle },
];

/** The bundle's own files by name; more than these are reached from the outline. */
const NAMED_FILES = 200;

export function fileCommands(): readonly AppCommand[] {
  return (useDocument.getState().bundle?.files ?? [])
    .filter((file) => file.kind !== 'other')
    .slice(0, NAMED_FILES)
    .map(({ path }) => ({
      id: `file ${path}`,
      title: text.bundleFiles.open(path),
      run: () => void openFile(path),
    }));
}

/** Bundles that were open before, without the one that is open now. */
export function recentCommands(recent: readonly RecentBundle[]): readonly AppCommand[] {
  const now = useDocument.getState().bundle?.template.path;
  return recent
    .filter((one) => !one.missing && one.path !== now)
    .map(({ path, name }) => ({
      id: `recent ${path}`,
      title: words.openRecent(inertText(name)),
      run: () => void open(path),
    }));
}

export function openPalette(): void {
  useDialogs.setState({ palette: true });
}
