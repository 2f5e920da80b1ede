import { inertText } from '../../../shared/text/inert.ts';
import { groupDigits, plural, pluralName, span } from '../numbers.ts';

/** What a job will make, before it runs. */

export const checks = {
  label: 'Before it runs',
  count: (count: number) => `${plural(count, 'thing')} to look at before it runs`,
  more: (count: number) => `and ${groupDigits(count)} more`,
  less: 'Show less',
  hide: 'Put away',
  elsewhere: 'the selected tasks do not need it',
  kinds: { program: 'Program', input: 'Input', output: 'Output', requirement: 'Machine' },
} as const;

export const preview = {
  title: (task: string) => `Task ${task} will run`,
  titleStep: (step: string) => `${inertText(step)} will run`,
  none: 'Nothing to run yet.',
  variables: (count: number) => (count === 0 ? 'Environments' : plural(count, 'variable')),
  files: (count: number) => plural(count, 'embedded file'),
  noTimeout: 'no time limit',
  timeout: (seconds: number) => `at most ${span(seconds)}`,
  terminate: 'stopped at once',
  notify: (seconds: number) => `stopped after ${span(seconds)} of notice`,
  source: (line: number, names: readonly string[]) =>
    names.length === 0 ? `Line ${line}` : `Line ${line}, from ${names.join(', ')}`,
  scopes: { external: 'environment template', job: 'of the job', step: 'of the step' },
  hiddenBy: (name: string) => `set again by ${name}`,
  setsMore: 'Its enter action may set more.',
  setsNothing: 'It sets nothing.',
  wrapped: (environment: string, hook: string) =>
    `${environment} runs this in place of the action (${hook}).`,
  chunk: (count: string, parameter: string, adaptive: boolean) =>
    `A chunk of ${groupDigits(count)} ${pluralName(parameter, count)}${adaptive ? ', an estimate: its size adapts to how long chunks take' : ''}.`,
  endOfLine: { AUTO: 'line ends of this system', LF: 'line ends LF', CRLF: 'line ends CRLF' },
  cut: (count: number) => `… ${groupDigits(count)} more characters`,
  mapped: (count: number) => `${plural(count, 'path')} mapped`,
  noneMapped: (rules: number) =>
    rules === 1
      ? 'The path mapping rule changes no path.'
      : `None of ${groupDigits(rules)} path mapping rules changes a path.`,
  byRule: (rule: number) => `by rule ${rule}`,
  open: 'What waits for a value stands as it is written.',
  details: 'Details and order of actions',
  runnable: 'executable',
  missing: (command: string) => `${command} is not installed here.`,
  copy: 'Copy command',
  copied: 'Command copied.',
} as const;

export const plan = {
  outdated: 'There are problems: this is the order from before.',
  tab: 'Dry run',
  list: 'Actions in their order',
  none: 'The order of actions appears once there are no problems.',
  gone: 'The job does not have this any more.',
  job: 'Whole job',
  scout: 'Scout',
  tasks: (step: string, indices: readonly string[]) =>
    indices.length === 1
      ? `Task ${groupDigits(BigInt(indices[0] ?? 0) + 1n)} of ${step}`
      : `${plural(indices.length, 'task')} of ${step}`,
  summary: (tasks: string, sessions: number) =>
    `${plural(tasks, 'task')} in ${plural(sessions, 'session')}`,
  note: 'Nothing is started. The order of one session after another; sessions side by side share the tasks.',
  begin: (session: number) => `Session ${session} begins`,
  end: (session: number) => `Session ${session} ends`,
  beginDetail: 'its folder is made',
  endDetail: 'what is left running is ended, its folder is deleted',
  enter: (name: string) => `Enter ${name}`,
  exit: (name: string) => `Exit ${name}`,
  nothing: 'nothing to run',
  wrapped: (environment: string, command: string) => `${environment}: ${command}`,
  folder: 'Runs in <session>, the folder of its session.',
} as const;

export const setup = {
  tab: 'Set-up',
  environments: 'Environment templates',
  add: 'Add',
  noLayers:
    'An environment template that is added here surrounds the job, as a farm or studio does it.',
  order:
    'The first is entered first and exits last. Alt and arrow keys move one, Delete removes it.',
  chooseLayer: 'Choose an environment template',
  templates: 'Templates',
  use: (file: string) => `Use ${file}`,
  up: (file: string) => `Move ${file} up`,
  down: (file: string) => `Move ${file} down`,
  remove: (file: string) => `Remove ${file}`,
  pinned: 'As in the run that was restored; the file on disk is another.',
  unpin: 'Use the file on disk',
  problem: (line: number, message: string) => `Line ${line}: ${message}`,
  asksFor: (names: readonly string[]) => `Asks for ${names.join(', ')}.`,
  sets: (names: readonly string[]) => `Sets ${names.join(', ')}.`,
  runs: (names: readonly string[]) => `Runs ${names.join(', ')}.`,
  showText: 'Show text',
  hideText: 'Hide text',
  open: 'Open',
  moreLines: (count: number) => `… ${plural(count, 'more line')}`,
  rules: 'Path mapping',
  noRules: 'A rule says where a path of another machine is on this one.',
  import: 'Import',
  export: 'Export',
  addRule: 'Add rule',
  format: (rule: number) => `Format of rule ${rule}`,
  source: (rule: number) => `Source path of rule ${rule}`,
  destination: (rule: number) => `Destination of rule ${rule}`,
  removeRule: (rule: number) => `Remove rule ${rule}`,
  sourceHint: { POSIX: '/mnt/projects', WINDOWS: 'P:\\projects', URI: 's3://bucket/projects' },
  destinationHint: 'its place here',
  incomplete: 'Not used before both paths are filled in.',
  longest: 'Of the rules that match, the one with the longest source path counts.',
  tester: 'Try a path',
  testerHint: 'Paste a path or URI',
  matched: (rule: number, source: string) => `Rule ${rule} matches: ${source}`,
  noMatch: 'No rule matches: the path stays as it is.',
  chooseRules: 'Choose path mapping rules',
  rulesFile: 'Path mapping rules',
  imported: (count: number) => `${plural(count, 'path mapping rule')} imported.`,
  notImported: (why: string) => `Nothing was imported. ${why}`,
} as const;

export const tasks = {
  tab: 'Tasks',
  grid: 'Tasks',
  count: (count: string) => plural(count, 'task'),
  dimensions: (parts: readonly { name: string; count: string }[]) =>
    parts
      .map((part) => `${groupDigits(part.count)} ${pluralName(part.name, part.count)}`)
      .join(' × '),
  step: 'Step',
  chunks: (name: string, adaptive: boolean) =>
    `in chunks of ${name}${adaptive ? ', an estimate' : ''}`,
  adaptive: 'An estimate: chunks adapt to how long they take',
  outdated: 'There are problems: these are the tasks from before.',
  waiting: 'Tasks appear once there are no problems.',
  showProblems: 'Show problems',
  waitingValues: 'Tasks appear once every parameter has a value.',
  environment: 'An environment template has no tasks of its own.',
  missing: 'Without a value:',
  moreMissing: (count: number) => `and ${groupDigits(count)} more`,
  needs: (names: readonly string[]) =>
    `Tasks appear once ${names.map(inertText).join(', ')} ${names.length === 1 ? 'has a value' : 'have values'}`,
  gone: 'The job does not have this task any more.',
  former: (names: readonly string[]) => `It ran before ${changedWords(names)} changed.`,
  earlierNote: (names: readonly string[]) =>
    `What earlier runs had done was done before ${changedWords(names)} changed.`,
  formerNote: (names: readonly string[]) =>
    `What ran did so before ${changedWords(names)} changed.`,
  number: '#',
  filter: 'Filter tasks',
  filterHint: (name: string, first: string) =>
    `${name}:${first === '' ? 'value' : first}  or  ${name} != ${/^-?\d+$/.test(first) ? first : `"${first}"`}`,
  filterHelp:
    'Values and ranges like Frame:1-10:2 Layer:beauty,matte, or an expression like Frame % 10 == 0 and Layer != "matte"',
  unfilter: 'Show all tasks',
  filtering: 'Filtering…',
  found: (count: string) => `${count} found`,
  sortBy: (name: string) => (name === '#' ? 'The order of the tasks' : `Sort by ${name}`),
  marks: {
    first: 'First task, part of a scout',
    middle: 'Middle task, part of a scout',
    last: 'Last task, part of a scout',
  },
  corners: 'first, middle, last',
  colouredByRan: 'coloured by those that ran',
  shortest: 'shorter',
  noTimes: 'No task has taken time yet.',
  cell: (
    tasks: number,
    chunk: { parameter: string; adaptive: boolean; size: number } | undefined,
  ) => {
    const each = tasks > 1 ? `A cell: up to ${plural(tasks, chunk ? 'chunk' : 'task')}` : '';
    if (!chunk) return each;
    const size = `up to ${groupDigits(chunk.size)} ${pluralName(chunk.parameter, String(chunk.size))}`;
    const whole = each === '' ? `A cell: a chunk of ${size}` : `${each} of ${size}`;
    return chunk.adaptive ? `${whole}, an estimate` : whole;
  },
  across: 'Across',
  downwards: 'Down',
  colour: 'Colour',
  mapChoices: (colour: string) => `${colour}: axes and colours of the map`,
  byState: 'State',
  byTime: 'Time',
  state: 'State',
  time: 'Time',
  peak: 'Peak',
  runSelected: (count: bigint) => `Run ${groupDigits(count)} selected`,
  jump: 'Go to task',
  map: (x: string, y: string | undefined) =>
    y === undefined ? `Map of tasks by ${x}` : `Map of tasks by ${x} and ${y}`,
  mapSummary: (parts: readonly string[]) => parts.join(', '),
  left: (words: string) => `${words} left`,
  stalled: (time: string) => `no sign of work for ${time}`,
  malformed: (count: number) =>
    `${plural(count, 'line')} of its output ${count === 1 ? 'is' : 'are'} nearly a directive: see its log.`,
  mapTooLarge: 'There are more tasks than a map can hold.',
  states: {
    '-': '',
    w: 'waiting',
    r: 'running',
    d: 'done',
    f: 'failed',
    c: 'canceled',
  },
} as const;

/** Parameters, and what else can be another than it was. */
function changedWords(names: readonly string[]): string {
  const words = names.map((name) =>
    name === '(template)' ? 'the template' : name === '(rules)' ? 'path mapping' : inertText(name),
  );
  const shown = words.length > 3 ? [...words.slice(0, 2), `${words.length - 2} others`] : words;
  return shown.length === 1
    ? (shown[0] ?? '')
    : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

export const trust = {
  title: 'Run commands of this bundle?',
  lead: (root: string) => `Jobwright asks once for ${root}. Read what it will execute here.`,
  changed: 'Files that run were changed from outside since you last agreed.',
  beyond: {
    'too-many':
      'This folder holds, or links to, more files than can be looked at. Only those near the template are watched for changes, and you are asked again after a restart. A job in a folder of its own is watched as a whole.',
    unreadable: (path: string) =>
      `${path} cannot be read: what is in it is not watched for changes, and you are asked again after a restart.`,
  },
  commands: 'Commands',
  scripts: 'Scripts',
  environments: 'Environment templates from elsewhere',
  files: 'Files of the bundle that count as executable',
  moreFiles: (count: number) =>
    `and ${groupDigits(count)} more, of which every change is noticed too`,
  missing: 'not installed here',
  agree: 'Trust and run',
  agreeOnly: 'Trust',
  cancel: 'Cancel',
  noCommands: 'There are no commands.',
  search: 'Search commands and embedded files',
  shown: (count: number, total: number) =>
    count === total
      ? plural(total, 'command')
      : `${groupDigits(count)} of ${plural(total, 'command')}, different programs first`,
  more: 'Show more',
  noneFound: 'No command contains this.',
} as const;
