/** What the wizard asks for. */
export interface Wishes {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Empty: chosen later, in the form. */
  readonly scene: string;
  readonly frames: string;
  readonly output: string;
}

/** Words for places in the command line, and what they become. */
export const PLACES = {
  '{scene}': '{{Param.Scene}}',
  '{frame}': '{{Task.Param.Frame}}',
  '{output}': '{{Param.OutputDir}}',
} as const;

export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}

/** Every JSON text is a text in double quotes of YAML. */
const quoted = (text: string): string => JSON.stringify(text);

function withPlaces(text: string): string {
  return text.replace(/\{(?:scene|frame|output)\}/g, (word) => PLACES[word as keyof typeof PLACES]);
}

/** The least that is a template, for those who write the rest themselves. */
export function emptyTemplate(kind: 'job' | 'environment', name: string): string {
  const lines =
    kind === 'job'
      ? [
          'specificationVersion: jobtemplate-2023-09',
          `name: ${quoted(name)}`,
          'steps:',
          '  - name: Step',
          '    script:',
          '      actions:',
          '        onRun:',
          '          command: echo',
          '          args: ["Hello"]',
        ]
      : [
          'specificationVersion: environment-2023-09',
          'environment:',
          `  name: ${quoted(name)}`,
          '  variables:',
          '    NAME: value',
        ];
  return `${lines.join('\n')}\n`;
}

/** Whether the command line has the word for a place. */
export function uses({ program, args }: Wishes, word: keyof typeof PLACES): boolean {
  return [program, ...args].some((text) => text.includes(word));
}

/** A render job for a command line: one task a frame. Absolute paths are values, not part of a template. */
export function makeTemplate(wishes: Wishes): string {
  const { name, program, args, scene, frames, output } = wishes;
  const pathDefault = (path: string) =>
    path === '' || isAbsolute(path) ? [] : [`    default: ${quoted(path)}`];
  return [
    'specificationVersion: jobtemplate-2023-09',
    `name: ${quoted(name)}`,
    'parameterDefinitions:',
    ...(uses(wishes, '{scene}')
      ? [
          '  - name: Scene',
          '    type: PATH',
          '    objectType: FILE',
          '    dataFlow: IN',
          '    description: The scene to render.',
          ...pathDefault(scene),
          '    userInterface: { control: CHOOSE_INPUT_FILE, label: Scene }',
        ]
      : []),
    '  - name: Frames',
    '    type: STRING',
    '    description: The frames to render, for example 1-240, 1-240:10 or 1,50,100.',
    `    default: ${quoted(frames)}`,
    '    userInterface: { control: LINE_EDIT, label: Frames }',
    ...(uses(wishes, '{output}')
      ? [
          '  - name: OutputDir',
          '    type: PATH',
          '    objectType: DIRECTORY',
          '    dataFlow: OUT',
          '    description: Where the frames go.',
          ...pathDefault(output),
          '    userInterface: { control: CHOOSE_DIRECTORY, label: Output folder }',
        ]
      : []),
    'steps:',
    '  - name: Render',
    '    parameterSpace:',
    '      taskParameterDefinitions:',
    '        - name: Frame',
    '          type: INT',
    '          range: "{{Param.Frames}}"',
    '    script:',
    '      actions:',
    '        onRun:',
    `          command: ${quoted(withPlaces(program))}`,
    ...(args.length === 0
      ? []
      : ['          args:', ...args.map((arg) => `            - ${quoted(withPlaces(arg))}`)]),
    '',
  ].join('\n');
}

/** Values that belong to this machine. */
export function machineValues({ scene, output }: Wishes): Record<string, string> {
  return {
    ...(isAbsolute(scene) ? { Scene: scene } : {}),
    ...(isAbsolute(output) ? { OutputDir: output } : {}),
  };
}

/** The command of the first frame, as it will run. */
export function firstCommand({ program, args, scene, frames, output }: Wishes): string {
  const frame = /-?\d+/.exec(frames)?.[0] ?? '1';
  const fill = (text: string) =>
    text
      .replaceAll('{scene}', scene === '' ? 'scene' : scene)
      .replaceAll('{frame}', frame)
      .replaceAll('{output}', output);
  return [program, ...args]
    .map(fill)
    .map((word) => (/^[\w@%+=:,./\\#-]+$/.test(word) ? word : JSON.stringify(word)))
    .join(' ');
}

/** A folder's name from a job's name. */
export function folderName(name: string): string {
  const safe = name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return safe === '' ? 'job' : safe.slice(0, 80);
}
