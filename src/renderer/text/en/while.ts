import { inertText } from '../../../shared/text/inert.ts';
import { groupDigits, plural } from '../numbers.ts';

/** A run under way. */

export const run = {
  missing: (names: readonly string[]) =>
    `Nothing ran: ${names.length === 1 ? `${inertText(names[0] ?? '')} has no value.` : `${plural(names.length, 'value')} ${names.length === 1 ? 'is' : 'are'} missing: ${names.slice(0, 5).map(inertText).join(', ')}${names.length > 5 ? '…' : ''}.`}`,
  invalid: 'Nothing ran: the template or the values have problems.',
  states: {
    waiting: 'Waiting',
    running: 'Running',
    stopping: 'Stopping',
    succeeded: 'Finished',
    failed: 'Failed',
    canceled: 'Canceled',
    interrupted: 'Interrupted',
  },
  ready: 'Ready',
  checking: 'Checking',
  noBundle: 'No bundle open',
  hasProblems: 'Has problems',
  failedBesides: (count: number) => `${groupDigits(count)} failed`,
} as const;

export const timeline = {
  tab: 'Timeline',
  none: 'When each session did what appears here once a job runs. Scout runs the first, the middle and the last task.',
  waiting: 'Waiting for the first action…',
  sessions: (count: number) => plural(count, 'session'),
  session: (number: number) => `Session ${groupDigits(number)}`,
  folded: (count: number) => `${groupDigits(count)} done`,
  actions: (count: number) => plural(count, 'action'),
  actionsOf: 'Actions by session and time',
  nothing: 'No action chosen',
  fold: 'Fold done',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show all',
  hint: 'Click a bar for its log. Ctrl and the wheel zoom, arrow keys go from bar to bar.',
  at: (time: string) => `at ${time}`,
  peak: (size: string) => `peak ${size}`,
  cpu: (time: string) => `${time} CPU`,
  stalled: (time: string) => `no sign of work for ${time}`,
  states: {
    running: 'running',
    succeeded: 'done',
    failed: 'failed',
    timeout: 'timed out',
    canceled: 'canceled',
  },
} as const;

export const usage = {
  title: 'Measured',
  what: 'What was measured',
  task: 'This task',
  most: (tasks: number) => `Highest of ${groupDigits(tasks)}`,
  time: 'Time',
  memory: 'Peak memory',
  cores: 'Processors, mean',
  proposal: (step: string) =>
    `Proposed for the hosts of ${step}, a quarter to spare, memory in MiB:`,
  insert: 'Insert as hostRequirements',
} as const;
