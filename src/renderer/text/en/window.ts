import { groupDigits, plural } from '../numbers.ts';

/** The frame of the window: header, menus, outline, status, palette. */

export const app = {
  name: 'Jobwright',
  connecting: 'Connecting to Jobwright…',
  lost: 'The connection was lost. Trying again…',
  close: 'Close',
  cancel: 'Cancel',
  notices: 'Messages',
  mainArea: 'Workbench',
} as const;

export const header = {
  unsaved: 'Unsaved changes',
  open: 'Open',
  save: 'Save',
  scout: 'Scout',
  scoutTasks: (count: bigint) => `▸ ${plural(count, 'task')}`,
  scoutHelp: 'Runs the first, the middle and the last task of each step that waits for no other',
  run: 'Run',
  stop: 'Stop',
  kill: 'Kill now',
  killIn: (seconds: number) => `ends in ${seconds} s`,
  stopping: 'stopping…',
  exportForFarm: 'Export for the farm',
  runAll: (count: bigint) => `Run all ${groupDigits(count)}`,
  runFailed: 'Run failed again',
  runRest: (count: bigint | undefined) =>
    count === undefined ? 'Run remaining' : `Run remaining ${groupDigits(count)}`,
  trusted: 'Trusted',
  restricted: 'Restricted',
  changed: 'Changed',
  trustHelp: {
    trusted: 'This bundle may run commands here',
    untrusted: 'Nothing of this bundle runs before you agree to its commands',
    changed: 'Files that run were changed from outside since you agreed',
  },
  trust: 'Trust',
  showCommands: 'Show commands and scripts',
  revoke: 'Stop trusting this bundle',
  arrangement: {
    artist: 'Artist',
    td: 'TD',
    label: 'Arrangement',
    help: {
      artist: 'Values and pictures in front, no YAML',
      td: 'YAML and graph in front',
    },
  },
  palette: 'Command palette',
  startPage: 'Start page',
  bundleGroup: 'Bundle',
  recent: 'Recent',
} as const;

export const runMenu = {
  what: 'What to run',
  scout: 'Scout: first, middle and last task',
  all: (count: bigint) => `All ${plural(count, 'task')}`,
  step: (step: string) => `Step ${step}`,
  stepDetail: 'with the steps it depends on',
  stepAlone: (step: string) => `Step ${step} alone`,
  selected: (count: bigint) => `${plural(count, 'selected task')}`,
  failed: 'Tasks that failed or have not run',
  how: 'How actions run',
  pty: 'In a terminal (PTY)',
  ptyDetail: 'As on a screen: colours and progress bars',
  pipe: 'Through pipes',
  pipeDetail: 'As on most farms',
  sessions: 'Side by side',
  sessionCount: (count: number) => plural(count, 'session'),
  after: 'Afterwards',
  keep: 'Keep session folders',
  dry: 'Before it runs',
  dryRun: 'Dry run',
  dryRunDetail: 'Lists every action of any of these in its order, starts nothing',
  as: 'Actions run as',
  self: 'You',
  anotherUser: 'Another user…',
  anotherUserDetail: 'Through sudo, by pipes',
  notOnWindows: 'Not supported on Windows',
  noTerminal: 'Actions of another user have no terminal',
} as const;

export const runUser = {
  title: 'Run actions as another user',
  lead: 'As on a farm, actions can run as a user who reaches nothing of yours but the session’s folder. This machine must let you act as that user by sudo without a password. Both users must be in the group.',
  label: 'User, or user:group',
  placeholder: 'render:farm',
  empty: 'Write the name of a user of this machine.',
  checking: 'Trying sudo…',
  use: 'Use',
} as const;

export const outline = {
  label: 'Outline',
  steps: 'Steps',
  parameters: 'Parameters',
  environments: 'Environments',
  files: 'Files',
  moreFiles: (count: number) => `and ${groupDigits(count)} more`,
  template: 'template',
  none: 'None',
  added: 'added',
  stepProgress: (ended: number, total: string) => `${groupDigits(ended)}/${groupDigits(total)}`,
} as const;

export const steps = {
  failed: (count: number) => `${groupDigits(count)} failed`,
  stalled: (count: number) => `${groupDigits(count)} stalled`,
  left: (time: string) => `~${time} left`,
} as const;

export const bottom = { label: 'Tasks, problems and logs' } as const;

export const status = {
  name: 'Status',
  tasks: (ended: number, total: bigint) => `${groupDigits(ended)} of ${plural(total, 'task')}`,
  left: (words: string) => `${words} left`,
  atLeast: (words: string) => `at least ${words} left`,
  atLeastWhy: 'Of some steps no task is finished yet.',
  noEstimate: 'no estimate yet',
  stalled: (count: number) => `${plural(count, 'action')} stalled`,
  stalledWhy: 'No output, no progress and no work of its processors. Shows its log.',
  problems: (count: number) => plural(count, 'problem'),
  sessions: (count: number) => plural(count, 'session'),
  kinds: { pty: 'in a terminal', pipe: 'by pipe' },
  elsewhere: (name: string, count: number) =>
    count === 1 ? `${name} is running` : `${name} and ${groupDigits(count - 1)} more are running`,
  elsewhereWhy: (path: string) => `The run of another bundle goes on. Opens ${path}.`,
  progress: 'Progress of the run',
  announce: (state: string, counts: string) => `${state}. ${counts}.`,
} as const;

export const palette = {
  title: 'Command palette',
  placeholder: 'Type a command',
  none: 'No such command.',
} as const;

export const commands = {
  new: 'New render job…',
  open: 'Open bundle or template…',
  save: 'Save the file in front',
  saveAll: 'Save all files',
  copyCommand: 'Copy the job as openjd run',
  copyTasks: 'Copy the selected tasks as openjd run',
  exportBundle: 'Export the bundle…',
  sendToFarm: 'Send to farm…',
  saveValues: 'Save the values to the bundle',
  addAssets: 'List the assets of PATH parameters in asset_references',
  closeFile: 'Close the file in front',
  scout: 'Scout: run first, middle and last task',
  runAll: 'Run the whole job',
  runStep: 'Run the shown step and what it depends on',
  runSelected: 'Run selected tasks',
  runFailed: 'Run failed tasks again',
  stop: 'Stop',
  kill: 'Kill now',
  themeDark: 'Theme: dark',
  themeLight: 'Theme: light',
  themeSystem: 'Theme: as the system',
  tasks: 'Show tasks',
  problems: 'Show problems',
  log: 'Show log',
  timeline: 'Show timeline',
  files: 'Show files',
  history: 'Show history',
  editor: 'Go to the editor',
  graph: 'Go to the graph',
  form: 'Go to the form',
  undo: 'Undo the last change of the template',
  redo: 'Redo the last change of the template',
  parameters: 'Go to the parameters',
  resetValues: 'Reset all parameters',
  startPage: 'Go to the start page',
  trust: 'Show commands and scripts that would run',
  nextError: 'Log: next error',
  arrangement: 'Switch between artist and TD arrangement',
  dryRun: 'Dry run: list every action of the whole job',
  dryScout: 'Dry run of a scout',
  dryStep: 'Dry run of the shown step and what it depends on',
  drySelected: 'Dry run of selected tasks',
  dryFailed: 'Dry run of tasks that failed or have not run',
  setup: 'Show environments and path mapping',
  addEnvironment: 'Add environment template…',
  leftovers: 'Look for what a crash has left behind',
} as const;

export const panels = {
  plan: 'Width of the order of actions',
  setup: 'Width of the environments',
  logs: 'Width of the second log',
  outline: 'Width of the outline',
  side: 'Width of the parameters',
  bottom: 'Height of the lower panel',
  tasks: 'Width of the tasks',
  files: 'Width of the list of files',
  history: 'Width of the list of runs',
} as const;
