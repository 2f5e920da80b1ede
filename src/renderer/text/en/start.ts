import { groupDigits, plural } from '../numbers.ts';

/** The start page, the wizard of a new bundle and what an earlier start left behind. */

export const start = {
  lead: 'Write a job, see its tasks, run them here.',
  new: 'New',
  newHint: 'A render job for a command line of yours, or an empty template',
  open: 'Open',
  openHint: 'A bundle folder, or a template in YAML or JSON',
  drop: 'Drop a bundle folder or a template here',
  dropNoPath: 'A browser does not say where a dropped file is. Choose it with Open.',
  samples: 'Samples',
  samplesNone: 'No samples were found.',
  recent: 'Recent',
  recentNone: 'What you open is listed here.',
  missing: 'missing',
  remove: (name: string) => `Remove ${name} from the list`,
  opening: 'Opening…',
} as const;

export const wizard = {
  what: 'What to begin with',
  kinds: { render: 'Render job', job: 'Empty job', environment: 'Empty environment' },
  titles: { render: 'New render job', job: 'New job', environment: 'New environment' },
  leads: {
    render: 'A job that runs a command line of yours once for every frame.',
    job: 'A job template with one step, to be written as text, form or graph.',
    environment: 'An environment template with one variable, to be layered on jobs.',
  },
  defaultName: 'My render',
  name: 'Name',
  program: 'Program',
  programHelp: 'A command like blender, or the path of a program.',
  args: 'Arguments',
  argsHelp: 'As in a terminal. The buttons put in what changes from frame to frame or job to job.',
  places: { '{scene}': '+ Scene', '{frame}': '+ Frame', '{output}': '+ Output' },
  scene: 'Scene',
  sceneHelp: 'May be chosen later.',
  frames: 'Frames',
  framesHelp: 'For example 1-240, 1-240:10 or 1,50,100.',
  output: 'Output folder',
  outputHelp: 'A folder without a path lies in the bundle.',
  directory: 'Save in',
  directoryHelp: (name: string) => `A new folder ${name} is made there.`,
  needed: 'Needs a value.',
  openQuote: (quote: string) => `A ${quote} is opened and not closed.`,
  preview: 'The first frame will run',
  unused: {
    '{frame}': 'Every frame runs the same command: put the frame into the arguments.',
    '{scene}': 'The scene is not in the command: put it into the arguments.',
    '{output}': 'The output folder is not in the command: put it into the arguments.',
  },
  create: { render: 'Create job', job: 'Create job', environment: 'Create environment' },
} as const;

export const leftovers = {
  label: 'Left behind by a crash',
  list: 'What was left behind',
  found: (folders: number, size: string, processes: number) => {
    const what = [
      ...(folders > 0 ? [`${plural(folders, 'session folder')} (${size})`] : []),
      ...(processes > 0 ? [plural(processes, 'process', 'processes')] : []),
    ];
    return `Jobwright did not end in order. It left ${what.join(' and ')}.`;
  },
  show: 'Show',
  hide: 'Hide',
  clean: 'Clean up',
  cleaning: 'Cleaning up…',
  leave: 'Leave',
  none: 'Nothing was left behind by a crash.',
  cleaned: 'What a crash had left behind is gone.',
  atLeast: (size: string) => `more than ${size}`,
  gone: 'its folder is gone',
  opened: (moment: string) => `opened ${moment}`,
  process: (pid: number) => `Process ${pid}`,
  unknown: 'its command cannot be read',
  more: (count: number) => `and ${groupDigits(count)} more`,
} as const;
