import type { ObjectSchema, PropertySchema, UserInterfaceName } from './types.ts';
import { LABEL, listOfValues, object } from './values.ts';

type Properties = Readonly<Record<string, PropertySchema>>;

function userInterface(
  section: string,
  controls: readonly string[],
  more: Properties = {},
): ObjectSchema {
  return {
    noun: 'the user interface of a parameter',
    section,
    description: 'Hints for forms (§2): what to show, not what is allowed.',
    properties: {
      control: {
        value: { kind: 'enum', values: controls },
        description: 'The control that edits the value.',
        section,
      },
      label: {
        value: LABEL,
        description: 'The label of the control. Default: the name of the parameter.',
        section: '§2.6',
      },
      groupLabel: {
        value: LABEL,
        description: 'Parameters with the same group label stand together.',
        section: '§2.6',
      },
      ...more,
    },
  };
}

function step(integer: boolean, section: string): Properties {
  return {
    singleStepDelta: {
      value: integer
        ? { kind: 'integer', min: 1, text: true }
        : { kind: 'number', above: 0, text: true },
      description: 'How much one step up or down changes the value.',
      section,
    },
  };
}

function decimals(section: string): Properties {
  return {
    decimals: {
      value: { kind: 'integer', min: 0, text: true },
      description: 'How many places behind the point can be edited.',
      section,
    },
  };
}

function fileFilters(section: string): Properties {
  return {
    fileFilters: {
      value: listOfValues(object('JobPathParameterFileFilter'), { max: 'fileFilters' }),
      description: 'The file types that the file dialog offers.',
      section,
    },
    fileFilterDefault: {
      value: object('JobPathParameterFileFilter'),
      description: 'The file type that the file dialog starts with.',
      section,
    },
  };
}

export const USER_INTERFACES: Readonly<Record<UserInterfaceName, ObjectSchema>> = {
  StringUserInterface: userInterface('§2.1', [
    'LINE_EDIT',
    'MULTILINE_EDIT',
    'DROPDOWN_LIST',
    'CHECK_BOX',
    'HIDDEN',
  ]),
  PathUserInterface: userInterface(
    '§2.2',
    ['CHOOSE_INPUT_FILE', 'CHOOSE_OUTPUT_FILE', 'CHOOSE_DIRECTORY', 'DROPDOWN_LIST', 'HIDDEN'],
    fileFilters('§2.2'),
  ),
  IntUserInterface: userInterface(
    '§2.3',
    ['SPIN_BOX', 'DROPDOWN_LIST', 'HIDDEN'],
    step(true, '§2.3'),
  ),
  FloatUserInterface: userInterface('§2.4', ['SPIN_BOX', 'DROPDOWN_LIST', 'HIDDEN'], {
    ...decimals('§2.4'),
    ...step(false, '§2.4'),
  }),
  BoolUserInterface: userInterface('§2.9', ['CHECK_BOX', 'HIDDEN']),
  RangeExprUserInterface: userInterface('§2.10', ['LINE_EDIT', 'HIDDEN']),
  ListStringUserInterface: userInterface('§2.11', ['LINE_EDIT_LIST', 'HIDDEN']),
  ListPathUserInterface: userInterface(
    '§2.12',
    ['CHOOSE_INPUT_FILE_LIST', 'CHOOSE_OUTPUT_FILE_LIST', 'CHOOSE_DIRECTORY_LIST', 'HIDDEN'],
    fileFilters('§2.12'),
  ),
  ListIntUserInterface: userInterface('§2.13', ['SPIN_BOX_LIST', 'HIDDEN'], step(true, '§2.13')),
  ListFloatUserInterface: userInterface('§2.14', ['SPIN_BOX_LIST', 'HIDDEN'], {
    ...decimals('§2.14'),
    ...step(false, '§2.14'),
  }),
  ListBoolUserInterface: userInterface('§2.15', ['CHECK_BOX_LIST', 'HIDDEN']),
  ListListIntUserInterface: userInterface('§2.16', ['HIDDEN']),
};

export const FILE_FILTER: ObjectSchema = {
  noun: 'a file filter',
  section: '§2.7',
  description: 'One file type of a file dialog, like {label: Images, patterns: ["*.png"]}.',
  properties: {
    label: {
      value: LABEL,
      required: true,
      description: 'What the dialog calls it.',
      section: '§2.7',
    },
    patterns: {
      value: listOfValues({ kind: 'text', min: 1, max: 'fileFilterPattern' }),
      required: true,
      description: 'Patterns of file names: *, *.* or *.ext.',
      section: '§2.8',
    },
  },
};
