import { plural } from '../numbers.ts';

/** The values of a job’s parameters and their presets. */

/** What fields everywhere say of what cannot be seen in them. */
export const fields = {
  hidden: (names: readonly string[]) =>
    names.length === 1
      ? `Holds a character that cannot be seen: ${names[0]}`
      : `Holds characters that cannot be seen: ${names.join(', ')}`,
  removeHidden: (count: number) => (count === 1 ? 'Remove it' : 'Remove them'),
} as const;

export const parameters = {
  title: 'Parameters',
  none: 'This template has no parameters.',
  waiting: 'Parameters appear once the template can be read.',
  reset: (value: string) => (value === '' ? 'Reset to nothing' : `Reset to ${value}`),
  resetAll: 'Reset all',
  default: (value: string) => (value === '' ? 'Default: none' : `Default ${value}`),
  required: 'Needs a value.',
  browse: 'Browse',
  more: 'Increase',
  less: 'Decrease',
  on: 'On',
  off: 'Off',
  addItem: 'Add item',
  removeItem: (at: number) => `Remove item ${at}`,
  item: (at: number) => `Item ${at}`,
  notAllowed: (value: string) => `${value} (not allowed)`,
  choose: 'Choose…',
  hidden: (count: number) => `${plural(count, 'hidden parameter')}`,
} as const;

export const presets = {
  title: 'Presets',
  apply: 'Apply',
  detail: (count: number) => (count === 0 ? 'all defaults' : plural(count, 'value')),
  save: 'Save values as preset…',
  delete: 'Delete',
  deleteOne: (name: string) => `Delete ${name}`,
  name: 'Name of the preset',
  keep: 'Save',
  replace: 'Replace',
  recentTitle: 'Recent values',
  empty: 'nothing',
} as const;
