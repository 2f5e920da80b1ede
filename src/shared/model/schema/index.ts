import type { JobParameterType, TaskParameterType } from '../parameter-types.ts';
import { ACTIONS } from './actions.ts';
import { ENVIRONMENTS } from './environments.ts';
import { HOST_REQUIREMENTS } from './host-requirements.ts';
import { PARAMETER_SPACE } from './parameter-space.ts';
import { ITEM_CONSTRAINTS, PARAMETERS } from './parameters.ts';
import { ROOTS } from './root.ts';
import { STEPS } from './steps.ts';
import type {
  ObjectName,
  ObjectSchema,
  ParameterObjectName,
  TaskParameterObjectName,
} from './types.ts';
import { FILE_FILTER, USER_INTERFACES } from './user-interface.ts';

/** Every object of a template and its properties: what checks, completion, hovers and forms go by. */
export const SCHEMA: Readonly<Record<ObjectName, ObjectSchema>> = {
  ...ROOTS,
  ...PARAMETERS,
  ...USER_INTERFACES,
  ...ITEM_CONSTRAINTS,
  JobPathParameterFileFilter: FILE_FILTER,
  ...STEPS,
  ...HOST_REQUIREMENTS,
  ...PARAMETER_SPACE,
  ...ENVIRONMENTS,
  ...ACTIONS,
};

/** Which object a job parameter's definition is, by its type (§2). */
export const PARAMETER_OBJECTS: Readonly<Record<JobParameterType, ParameterObjectName>> = {
  STRING: 'JobStringParameterDefinition',
  PATH: 'JobPathParameterDefinition',
  INT: 'JobIntParameterDefinition',
  FLOAT: 'JobFloatParameterDefinition',
  BOOL: 'JobBoolParameterDefinition',
  RANGE_EXPR: 'JobRangeExprParameterDefinition',
  'LIST[STRING]': 'JobListStringParameterDefinition',
  'LIST[PATH]': 'JobListPathParameterDefinition',
  'LIST[INT]': 'JobListIntParameterDefinition',
  'LIST[FLOAT]': 'JobListFloatParameterDefinition',
  'LIST[BOOL]': 'JobListBoolParameterDefinition',
  'LIST[LIST[INT]]': 'JobListListIntParameterDefinition',
};

/** Which object a task parameter's definition is, by its type (§3.4.1). */
export const TASK_PARAMETER_OBJECTS: Readonly<Record<TaskParameterType, TaskParameterObjectName>> =
  {
    INT: 'IntTaskParameterDefinition',
    FLOAT: 'FloatTaskParameterDefinition',
    STRING: 'StringTaskParameterDefinition',
    PATH: 'PathTaskParameterDefinition',
    'CHUNK[INT]': 'ChunkIntTaskParameterDefinition',
  };

export { ENVIRONMENT_VERSION, JOB_VERSION } from './root.ts';
export { INTERPRETERS, type Interpreter } from './steps.ts';
export type * from './types.ts';
