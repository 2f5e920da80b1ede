import { groupDigits, plural } from '../numbers.ts';

/** The run elsewhere: commands, exports, the farm. */

export const elsewhere = {
  title: 'Run elsewhere',
  copy: 'Copy as openjd run',
  copyFor: { posix: '', powershell: 'for PowerShell', cmd: 'for cmd' },
  copyTasks: (count: bigint) => `Copy as openjd run: ${plural(count, 'selected task')}`,
  copied: 'Command copied.',
  copiedUnsaved: (names: readonly string[]) =>
    `Command copied. It reads files from the disk, and these are not saved: ${names.join(', ')}.`,
  otherTemplate:
    'The template has changed since that run: the command runs the one that is on the disk.',
  tooMany: (count: number) =>
    `A command names at most ${groupDigits(count)} tasks. Copy that of the whole job, or choose fewer.`,
  export: 'Export the bundle…',
  exportTitle: 'Export the bundle',
  exportLead:
    'The template as it is on the screen, its files, the values of the form and layered environments, in a folder of their own.',
  save: 'Save elsewhere…',
  saveTitle: 'Save elsewhere',
  saveLead:
    'The bundle as it is on the screen, in another folder. It is opened there, and you go on with that one.',
  saveGone: (root: string) => `${root} is gone: only what is open here can be saved.`,
  saveDo: 'Save and open',
  folder: 'Folder',
  name: 'Name',
  exportDo: 'Export',
  exportOver: 'Write over its files',
  overHelp: 'Files of the same names are written over; others stay.',
  exported: (files: number, path: string) => `${plural(files, 'file')} exported to ${path}.`,
  chooseFolder: 'Choose a folder for the bundle',
  send: 'Send to farm…',
  sendTitle: 'Send to farm',
  sendLead:
    'Runs your own command for this bundle. Nothing of the bundle runs here, so no trust is asked for.',
  command: 'Command',
  missing: (program: string) =>
    `${program} is not installed here. Install it, or set another command.`,
  change: 'Change command',
  commandExample: 'deadline\nbundle\ngui-submit\n{bundle}',
  changeHelp:
    'The program and its arguments, one a line; {bundle} stands for the folder. Empty: deadline bundle gui-submit {bundle}.',
  keep: 'Keep command',
  saves: 'Saved in the bundle first',
  savesNothing: 'Everything is saved: the command reads the bundle as it is on the screen.',
  savesValues: (count: number, name: string) =>
    `${plural(count, 'value')} of the form into ${name}`,
  sendDo: 'Send',
  saveAndSend: 'Save and send',
  sendCancel: 'Stop sending',
  done: 'Close',
  notSaved: 'Nothing was sent: the bundle could not be saved.',
  states: {
    saving: 'Saving…',
    running: 'Sending…',
    succeeded: 'Sent.',
    failed: 'Not sent.',
    canceled: 'Stopped.',
  },
  output: 'Output of the command',
  noOutput: 'It wrote nothing.',
} as const;

export const farm = {
  label: (name: string) => `Checked for: ${name}`,
  explained: (name: string) =>
    `What ${name} does not take is a warning in Problems; it does not keep the job from running here.`,
  thisBundle: 'This bundle is checked for',
  allBundles: 'Every other bundle is checked for',
  asAll: 'The same as every other bundle',
  fromFile: 'A profile file …',
  chooseFile: 'Choose a farm profile',
  fileType: 'Farm profiles (YAML, JSON)',
  unreadable: 'a profile that cannot be read',
} as const;
