/** Types of job parameters (§2); those after FLOAT need EXPR. */
export const JOB_PARAMETER_TYPES = [
  'STRING',
  'PATH',
  'INT',
  'FLOAT',
  'BOOL',
  'RANGE_EXPR',
  'LIST[STRING]',
  'LIST[PATH]',
  'LIST[INT]',
  'LIST[FLOAT]',
  'LIST[BOOL]',
  'LIST[LIST[INT]]',
] as const;

export type JobParameterType = (typeof JOB_PARAMETER_TYPES)[number];

/** Types of task parameters (§3.4.1); CHUNK[INT] needs TASK_CHUNKING. */
export const TASK_PARAMETER_TYPES = ['INT', 'FLOAT', 'STRING', 'PATH', 'CHUNK[INT]'] as const;

export type TaskParameterType = (typeof TASK_PARAMETER_TYPES)[number];
