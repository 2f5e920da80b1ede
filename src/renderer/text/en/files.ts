import { groupDigits, plural } from '../numbers.ts';

/** Opening, saving and changes from outside; the files of a bundle. */

export const files = {
  openTitle: 'Open a bundle or template',
  path: 'Path',
  up: 'Parent folder',
  choose: 'Choose',
  open: 'Open',
  chooseFolder: 'Choose this folder',
  save: 'Use this name',
  bundle: 'bundle',
  list: 'Files and folders',
  type: 'Type',
  all: 'All files',
  empty: 'Nothing to choose here.',
  more: (count: number) => `and ${groupDigits(count)} more: type a path to reach them`,
  titles: {
    'input-file': (label: string) => `Choose ${label}`,
    'output-file': (label: string) => `Choose where ${label} is written`,
    directory: (label: string) => `Choose a folder for ${label}`,
  },
} as const;

export const document = {
  notSaved: (why: string) => `Not saved. ${why}`,
  draftRestored: 'Unsaved changes from the last time were brought back.',
  draftNotSent: (path: string) =>
    `Your changes of ${path} cannot be put aside: the connection to Jobwright is lost. They are lost when this window closes. Save them when it is back, or copy the text.`,
  draftNotKept: (path: string) =>
    `Your changes of ${path} cannot be put aside: the disk is full or cannot be written. They are lost when this window closes. Save them, or copy the text.`,
  leftUnsaved: (names: readonly string[]) =>
    `Not saved: ${names.join(', ')}. Your changes are kept and are there again when you open the bundle.`,
  reloaded: 'The file changed on disk and was read again.',
  vanished: (path: string) =>
    `${path} is gone from the disk. Your text is still here: save to write it again.`,
} as const;

export const conflict = {
  title: 'The file changed on disk',
  lead: (name: string) => `${name} was changed outside while you have unsaved changes here.`,
  compare: 'Compare',
  mine: 'Keep mine',
  mineHelp: 'Writes your text over the one on disk',
  theirs: 'Take theirs',
  theirsHelp: 'Shows the text on disk; undo brings yours back',
  later: 'Decide later',
  compareLabel: 'On disk to the left, yours to the right',
} as const;

export const bundleValues = {
  deadline: 'Deadline Cloud',
  assets: 'Assets not listed yet',
  assetOf: (list: string, parameter: string) =>
    `${{ 'inputs.filenames': 'input file', 'inputs.directories': 'input folder', 'outputs.directories': 'output folder' }[list] ?? 'referenced'} · ${parameter}`,
  addAssets: (count: number) => `Add ${plural(count, 'path')} to asset_references`,
  assetsAdded: (count: number, name: string) => `${plural(count, 'path')} added to ${name}.`,
  save: (count: number) => `Save ${plural(count, 'value')} to the bundle`,
  saveHelp: 'Writes what differs into parameter_values; its comments and order stay.',
  saved: (count: number, name: string) => `${plural(count, 'value')} saved in ${name}.`,
  notSaved: (why: string) => `The values were not saved. ${why}`,
} as const;

export const bundleFiles = {
  editor: (path: string) =>
    `Text of ${path}. Press F1 for help, Ctrl+M to let Tab leave the editor.`,
  reading: 'Reading…',
  refused: (path: string) => `${path} cannot be shown as text.`,
  readOnly: 'This file is read-only.',
  readOnlyTemplate: 'The template is read-only. To change it, save the bundle elsewhere.',
  tryAgain: 'Try again',
  close: 'Close',
  closeTab: (path: string) => `Close ${path}`,
  closeQuestion: (path: string) => `${path} has unsaved changes.`,
  saveAndClose: 'Save and close',
  discard: 'Discard changes',
  keepOpen: 'Keep open',
  unsaved: 'Unsaved changes',
  unsavedFiles: 'Not saved yet',
  saveAll: (count: number) => `Save all ${groupDigits(count)}`,
  reloaded: (path: string) => `${path} changed on disk and was read again.`,
  runSaves: (names: readonly string[]) =>
    names.length === 1 ? `Run saves ${names[0]}` : `Run saves ${names.length} files`,
  runSavesHelp: (names: readonly string[]) =>
    `A run reads these from the disk, so they are saved when it starts: ${names.join(', ')}`,
  savedForRun: (names: readonly string[]) => `Saved with the run: ${names.join(', ')}.`,
  runNotSaved: (path: string) =>
    `Nothing ran: ${path} could not be saved, and what runs is what is on the screen.`,
  broughtBack: (names: readonly string[]) =>
    `Unsaved changes from the last time were brought back: ${names.join(', ')}.`,
  open: (path: string) => `Open ${path}`,
  more: (count: number) => `Show ${groupDigits(count)} more`,
} as const;
