// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets write their placeholders like this.
/** Bodies of what people add most, by the schema's noun; `${…}` are placeholders. Lines are indented by two. */
export interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly lines: readonly string[];
}

const ACTION = ['command: ${1:bash}', 'args:', '  - ${2:argument}'];

/** By what a list's items are, or what an object is. */
export const SNIPPETS: Readonly<Record<string, readonly Snippet[]>> = {
  'a job template': [
    {
      label: 'job template',
      description: 'A whole job template with one step.',
      lines: [
        'specificationVersion: jobtemplate-2023-09',
        'name: ${1:My job}',
        'steps:',
        '  - name: ${2:Render}',
        '    script:',
        '      actions:',
        '        onRun:',
        '          command: ${3:bash}',
        '          args:',
        '            - "{{Task.File.${4:run}}}"',
        '      embeddedFiles:',
        '        - name: ${4:run}',
        '          type: TEXT',
        '          data: |',
        '            ${5:echo Hello}',
      ],
    },
  ],
  'an environment template': [
    {
      label: 'environment template',
      description: 'A whole environment template.',
      lines: [
        'specificationVersion: environment-2023-09',
        'environment:',
        '  name: ${1:My environment}',
        '  variables:',
        '    ${2:NAME}: ${3:value}',
      ],
    },
  ],
  'a job parameter': [
    ...(['STRING', 'INT', 'FLOAT'] as const).map((type) => ({
      label: `${type} parameter`,
      description: `A job parameter of type ${type}.`,
      lines: [
        'name: ${1:Name}',
        `type: ${type}`,
        type === 'STRING' ? 'default: ${2:text}' : 'default: ${2:1}',
      ],
    })),
    {
      label: 'PATH parameter',
      description: 'A job parameter that is a file or directory.',
      lines: [
        'name: ${1:SceneFile}',
        'type: PATH',
        'objectType: ${2|FILE,DIRECTORY|}',
        'dataFlow: ${3|IN,OUT,INOUT,NONE|}',
      ],
    },
  ],
  'a task parameter': [
    {
      label: 'frames',
      description: 'A task parameter over a range of integers.',
      lines: ['name: ${1:Frame}', 'type: INT', 'range: ${2:1-10}'],
    },
    {
      label: 'frames in chunks',
      description: 'A task parameter whose values come in chunks.',
      lines: [
        'name: ${1:Frame}',
        'type: CHUNK[INT]',
        'range: ${2:1-100}',
        'chunks:',
        '  defaultTaskCount: ${3:10}',
        '  rangeConstraint: ${4|CONTIGUOUS,NONCONTIGUOUS|}',
      ],
    },
  ],
  'a step': [
    {
      label: 'step',
      description: 'A step with a script.',
      lines: [
        'name: ${1:Step}',
        'script:',
        '  actions:',
        '    onRun:',
        '      command: ${2:bash}',
        '      args:',
        '        - "{{Task.File.${3:run}}}"',
        '  embeddedFiles:',
        '    - name: ${3:run}',
        '      type: TEXT',
        '      data: |',
        '        ${4:echo Hello}',
      ],
    },
    {
      label: 'step over frames',
      description: 'A step with a task for each frame.',
      lines: [
        'name: ${1:Render}',
        'parameterSpace:',
        '  taskParameterDefinitions:',
        '    - name: ${2:Frame}',
        '      type: INT',
        '      range: ${3:1-10}',
        'script:',
        '  actions:',
        '    onRun:',
        '      command: ${4:render}',
        '      args:',
        '        - "{{Task.Param.${2:Frame}}}"',
      ],
    },
  ],
  'an environment': [
    {
      label: 'environment with variables',
      description: 'Sets environment variables for all actions.',
      lines: ['name: ${1:Environment}', 'variables:', '  ${2:NAME}: ${3:value}'],
    },
    {
      label: 'environment with actions',
      description: 'Runs something before and after tasks.',
      lines: [
        'name: ${1:Environment}',
        'script:',
        '  actions:',
        '    onEnter:',
        '      command: ${2:setup}',
        '    onExit:',
        '      command: ${3:teardown}',
      ],
    },
  ],
  'a dependency': [
    { label: 'dependency', description: 'A step to wait for.', lines: ['dependsOn: ${1:Step}'] },
  ],
  'an embedded file': [
    {
      label: 'embedded file',
      description: 'A script in the session directory.',
      lines: ['name: ${1:run}', 'type: TEXT', 'data: |', '  ${2:echo Hello}'],
    },
  ],
  'an action': [{ label: 'action', description: 'A command with arguments.', lines: ACTION }],
  "a step's actions": [
    {
      label: 'onRun',
      description: 'What runs for every task.',
      lines: ['onRun:', ...ACTION.map((line) => `  ${line}`)],
    },
  ],
  'a simple action': [
    {
      label: 'script',
      description: 'A script for the interpreter.',
      lines: ['script: |', '  ${1:echo Hello}'],
    },
  ],
  'a cancelation method': [
    {
      label: 'notify, then terminate',
      description: 'Asks the command to end and waits.',
      lines: ['mode: NOTIFY_THEN_TERMINATE', 'notifyPeriodInSeconds: ${1:30}'],
    },
  ],
  'an amount requirement': [
    {
      label: 'amount',
      description: 'At least so much of something.',
      lines: ['name: ${1:amount.worker.vcpu}', 'min: ${2:4}'],
    },
  ],
  'an attribute requirement': [
    {
      label: 'attribute',
      description: 'One of several values.',
      lines: ['name: ${1:attr.worker.os.family}', 'anyOf:', '  - ${2:linux}'],
    },
  ],
  'a file filter': [
    {
      label: 'file filter',
      description: 'A file type of a dialog.',
      lines: ['label: ${1:Images}', 'patterns:', '  - "${2:*.png}"'],
    },
  ],
};
