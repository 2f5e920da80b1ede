import { exitCodeWords, signalWords } from '../../../shared/text/exit-words.ts';
import { groupDigits, plural } from '../numbers.ts';

/** Logs and the terminal. */

export const log = {
  logLine: (line: number) => `log:${line}`,
  tab: 'Log',
  of: (action: string) => `Log of ${action}`,
  none: 'The log of a task appears here when it runs. Scout runs the first, the middle and the last.',
  noneForTask: 'This task has not run yet.',
  actions: 'Actions',
  search: 'Search the log',
  searchShort: 'Search',
  matches: (at: number, count: number) =>
    at > 0 ? `${groupDigits(at)} of ${groupDigits(count)}` : groupDigits(count),
  noMatches: 'none',
  matchCase: 'Match case',
  next: 'Next match',
  previous: 'Previous match',
  nextError: 'Next error',
  previousError: 'Previous error',
  onlyMatches: 'Only matching',
  filtered: 'Some lines are left out.',
  filteredOut: 'No line of it is shown: all are left out.',
  showAll: 'Show all',
  view: 'View of the log',
  viewShort: 'View',
  scope: 'Log of',
  scopes: {
    action: 'The action',
    session: 'Its session',
    run: 'The whole run, merged by time',
  },
  noErrors: 'No line of this log looks like an error.',
  lineLevels: { error: 'Error', warning: 'Warning' },
  level: 'Lines',
  levels: {
    all: 'All',
    output: 'Output only, stdout and stderr as they came',
    engine: 'Jobwright’s own only',
    problems: 'Warnings and errors only',
  },
  times: 'Time stamps',
  timesOf: { off: 'Off', relative: 'Since the start', local: 'Local time', utc: 'UTC' },
  look: 'Look',
  wrap: 'Wrap long lines',
  split: 'Two logs side by side in the Log tab',
  whole: 'More for this log',
  export: 'Export…',
  exportTitle: 'Export the log',
  exported: (count: number, path: string) => `${plural(count, 'line')} written to ${path}.`,
  openOutside: 'Open in an editor',
  openedOutside: (path: string) => `Opened ${path}.`,
  settings: 'Settings…',
  first: 'First log',
  second: 'Second log',
  firstAction: 'Action of the first log',
  secondAction: 'Action of the second log',
  findAction: 'Find an action',
  noAction: 'No action has that in its name.',
  moreActions: (shown: number, count: number) =>
    `${groupDigits(shown)} of ${groupDigits(count)}: type more of its name to find another.`,
  theRun: 'the run',
  line: (number: number) => `Line ${groupDigits(number)}`,
  kinds: {
    o: 'output',
    d: 'directive',
    m: 'not quite a directive',
    c: 'engine',
    i: 'engine, info',
    w: 'engine, warning',
    e: 'engine, error',
  } as Readonly<Record<string, string>>,
  malformed: 'Not quite a directive',
  scriptLine: (file: string, line: number, templateLine: number) =>
    `${file} line ${line} → template line ${templateLine}`,
  templateLine: (line: number) => `template line ${line}`,
  fileLine: (file: string, line: number) => `${file}:${line}`,
  follow: 'Follow',
  lines: (count: number) => plural(count, 'line'),
  cut: (count: number) => `… ${groupDigits(count)} more characters`,
  cutHelp: 'Show the rest of this line',
  notCopied:
    'The lines could not be copied: the window is not in front, or the clipboard refuses them.',
  reading: 'Reading the log…',
  unreadable: (why: string) => `This log cannot be read. ${why}`,
  missing: 'The file of this log is not in the history any more.',
  retry: 'Try again',
  waiting: 'Waiting for output…',
  empty: 'It wrote nothing.',
  copied: (count: number) => `${plural(count, 'line')} copied.`,
  failed: 'Failed',
  canceled: 'Canceled',
  exit: (code: number) => withWords(`Exit code ${code}`, exitCodeWords(code)),
  signal: (signal: string) => withWords(`Ended by ${signal}`, signalWords(signal)),
  runAgain: 'Run this task again',
  showRun: 'Run again',
} as const;

export const logSettings = {
  title: 'Logs and notices',
  save: 'Save',
  editor: 'Editor for logs: program and arguments, one a line',
  editorExample: 'code\n--goto\n{file}:{line}',
  editorHelp:
    'The log’s file and line stand for {file} and {line}. Empty: the program that the system opens it with.',
  stall: 'Seconds until an action counts as stalled',
  stallHelp:
    'Without output, progress and work of its processors for so long, it is pointed out. 0: never.',
  notifications: 'Tell me when a run is over',
  notificationsHelp: 'Only while this window is not in front.',
  notificationsDenied:
    'The system does not let this window notify. Its settings of notifications decide.',
  notificationsMissing: 'There are no notifications here.',
} as const;

export const terminal = {
  tab: 'Terminal',
  openHere: 'Open terminal here',
  openSession: (session: number) => `Open in session ${groupDigits(session)}`,
  none: 'A terminal opens in the folder of a session, with the variables of its actions. Nothing starts by itself.',
  lost: (count: number) =>
    `${plural(count, 'terminal')} of this window ended when it was loaded anew; what ran in ${count === 1 ? 'it' : 'them'} was ended too.`,
  unavailable: 'There are no terminals here.',
  untrusted: 'Trust the bundle first: a terminal runs in what it made.',
  noFolder: 'The session’s folder was deleted when it ended.',
  keepAndRun: 'Run this task again and keep its folder',
  keepHelp:
    'Session folders are deleted when a session ends, unless the Run menu says to keep them.',
  noVariables: 'The session’s variables are not known any more; these are the application’s.',
  disconnected: 'The connection was lost; the shell has ended.',
  leave: 'F6 leaves the terminal.',
  input: 'Terminal',
  closeOne: (name: string) => `Close the terminal of ${name}`,
} as const;

function withWords(what: string, words: string): string {
  return words === '' ? what : `${what}: ${words}`;
}
