import type {
  ObjectName,
  ObjectSchema,
  ParameterObjectName,
  PropertySchema,
  UserInterfaceName,
  ValueSchema,
} from './types.ts';
import { DESCRIPTION, FLOAT, INT64, listOfValues, object, PARAMETER_STRING } from './values.ts';

type Properties = Readonly<Record<string, PropertySchema>>;

interface ParameterSpec {
  readonly noun: string;
  readonly section: string;
  readonly description: string;
  readonly value: ValueSchema;
  readonly userInterface: UserInterfaceName;
  readonly constraints: Properties;
}

/** Name, type, description, default and user interface are alike in all of them; the rest is not. */
function parameter(spec: ParameterSpec): ObjectSchema {
  const { noun, section, description } = spec;
  return {
    noun,
    section,
    description,
    properties: {
      name: {
        value: { kind: 'identifier' },
        required: true,
        description: 'The name by which format strings refer to it: {{Param.<name>}}.',
        section: '§7.1',
      },
      type: {
        value: { kind: 'parameterType' },
        required: true,
        description: 'What kind of value it takes.',
        section: '§2',
      },
      description: DESCRIPTION,
      default: {
        value: spec.value,
        description: 'The value that is used when a submission gives none.',
        section,
      },
      ...spec.constraints,
      userInterface: {
        value: object(spec.userInterface),
        description: 'How a form shows the parameter.',
        section,
      },
    },
  };
}

function allowedValues(item: ValueSchema, section: string): Properties {
  return {
    allowedValues: {
      value: listOfValues(item),
      nullIsWrong: true,
      description: 'The only values that are allowed.',
      section,
    },
  };
}

function lengths(of: string, section: string, min = 0): Properties {
  const value: ValueSchema = { kind: 'integer', min };
  return {
    minLength: { value, description: `The least ${of}.`, section },
    maxLength: { value, description: `The greatest ${of}.`, section },
  };
}

function bounds(value: ValueSchema, section: string): Properties {
  return {
    minValue: { value, description: 'The least value that is allowed.', section },
    maxValue: { value, description: 'The greatest value that is allowed.', section },
  };
}

function item(name: ObjectName, section: string): Properties {
  return {
    item: {
      value: object(name),
      description: 'What every item of the list must keep to.',
      section,
    },
  };
}

function pathProperties(section: string): Properties {
  return {
    objectType: {
      value: { kind: 'enum', values: ['FILE', 'DIRECTORY'] },
      description: 'Whether the path is a file or a directory. Default: DIRECTORY.',
      section,
    },
    dataFlow: {
      value: { kind: 'enum', values: ['NONE', 'IN', 'OUT', 'INOUT'] },
      description: 'Whether the job reads what is there, writes it, or both. Default: NONE.',
      section,
    },
  };
}

const list = (of: ValueSchema): ValueSchema => ({ kind: 'list', item: of });
const ITEMS = 'number of items';
const CHARACTERS = 'number of characters';

export const PARAMETERS: Readonly<Record<ParameterObjectName, ObjectSchema>> = {
  JobStringParameterDefinition: parameter({
    noun: 'a STRING parameter',
    section: '§2.1',
    description: 'A job parameter that is a text.',
    value: PARAMETER_STRING,
    userInterface: 'StringUserInterface',
    constraints: { ...allowedValues(PARAMETER_STRING, '§2.1'), ...lengths(CHARACTERS, '§2.1') },
  }),
  JobPathParameterDefinition: parameter({
    noun: 'a PATH parameter',
    section: '§2.2',
    description:
      'A job parameter that is the path of a file or directory; path mapping applies to it.',
    value: PARAMETER_STRING,
    userInterface: 'PathUserInterface',
    constraints: {
      ...allowedValues(PARAMETER_STRING, '§2.2'),
      ...lengths(CHARACTERS, '§2.2'),
      ...pathProperties('§2.2'),
    },
  }),
  JobIntParameterDefinition: parameter({
    noun: 'an INT parameter',
    section: '§2.3',
    description: 'A job parameter that is an integer.',
    value: INT64,
    userInterface: 'IntUserInterface',
    constraints: { ...allowedValues(INT64, '§2.3'), ...bounds(INT64, '§2.3') },
  }),
  JobFloatParameterDefinition: parameter({
    noun: 'a FLOAT parameter',
    section: '§2.4',
    description: 'A job parameter that is a number.',
    value: FLOAT,
    userInterface: 'FloatUserInterface',
    constraints: { ...allowedValues(FLOAT, '§2.4'), ...bounds(FLOAT, '§2.4') },
  }),
  JobBoolParameterDefinition: parameter({
    noun: 'a BOOL parameter',
    section: '§2.9',
    description: 'A job parameter that is true or false.',
    value: { kind: 'bool' },
    userInterface: 'BoolUserInterface',
    constraints: {},
  }),
  JobRangeExprParameterDefinition: parameter({
    noun: 'a RANGE_EXPR parameter',
    section: '§2.10',
    description: 'A job parameter that is a range expression, like 1-100:5.',
    value: { kind: 'rangeText' },
    userInterface: 'RangeExprUserInterface',
    constraints: lengths(CHARACTERS, '§2.10', 1),
  }),
  JobListStringParameterDefinition: parameter({
    noun: 'a LIST[STRING] parameter',
    section: '§2.11',
    description: 'A job parameter that is a list of texts.',
    value: list(PARAMETER_STRING),
    userInterface: 'ListStringUserInterface',
    constraints: { ...lengths(ITEMS, '§2.11'), ...item('StringItemConstraints', '§2.11') },
  }),
  JobListPathParameterDefinition: parameter({
    noun: 'a LIST[PATH] parameter',
    section: '§2.12',
    description: 'A job parameter that is a list of paths.',
    value: list(PARAMETER_STRING),
    userInterface: 'ListPathUserInterface',
    constraints: {
      ...pathProperties('§2.12'),
      ...lengths(ITEMS, '§2.12'),
      ...item('StringItemConstraints', '§2.12'),
    },
  }),
  JobListIntParameterDefinition: parameter({
    noun: 'a LIST[INT] parameter',
    section: '§2.13',
    description: 'A job parameter that is a list of integers.',
    value: list(INT64),
    userInterface: 'ListIntUserInterface',
    constraints: { ...lengths(ITEMS, '§2.13'), ...item('IntItemConstraints', '§2.13') },
  }),
  JobListFloatParameterDefinition: parameter({
    noun: 'a LIST[FLOAT] parameter',
    section: '§2.14',
    description: 'A job parameter that is a list of numbers.',
    value: list(FLOAT),
    userInterface: 'ListFloatUserInterface',
    constraints: { ...lengths(ITEMS, '§2.14'), ...item('FloatItemConstraints', '§2.14') },
  }),
  JobListBoolParameterDefinition: parameter({
    noun: 'a LIST[BOOL] parameter',
    section: '§2.15',
    description: 'A job parameter that is a list of true and false.',
    value: list({ kind: 'bool' }),
    userInterface: 'ListBoolUserInterface',
    constraints: lengths(ITEMS, '§2.15'),
  }),
  JobListListIntParameterDefinition: parameter({
    noun: 'a LIST[LIST[INT]] parameter',
    section: '§2.16',
    description: 'A job parameter that is a list of lists of integers.',
    value: list(list(INT64)),
    userInterface: 'ListListIntUserInterface',
    constraints: {
      ...lengths('number of inner lists', '§2.16'),
      ...item('IntListItemConstraints', '§2.16'),
    },
  }),
};

function constraintsOf(noun: string, section: string, properties: Properties): ObjectSchema {
  return { noun, section, description: 'What every item of a list must keep to.', properties };
}

export const ITEM_CONSTRAINTS = {
  StringItemConstraints: constraintsOf('the constraints of texts in a list', '§2.11', {
    ...allowedValues(PARAMETER_STRING, '§2.11'),
    ...lengths('number of characters of an item', '§2.11'),
  }),
  IntItemConstraints: constraintsOf('the constraints of integers in a list', '§2.13', {
    ...allowedValues(INT64, '§2.13'),
    ...bounds(INT64, '§2.13'),
  }),
  FloatItemConstraints: constraintsOf('the constraints of numbers in a list', '§2.14', {
    ...allowedValues(FLOAT, '§2.14'),
    ...bounds(FLOAT, '§2.14'),
  }),
  IntListItemConstraints: constraintsOf('the constraints of inner lists', '§2.16', {
    ...lengths('number of items of an inner list', '§2.16'),
    ...item('IntItemConstraints', '§2.16'),
  }),
} as const satisfies Partial<Record<ObjectName, ObjectSchema>>;
