import type { JobParameterType } from '../parameter-types.ts';

/** A value that is the farm's and not the job's: how a submitted job is treated. */
interface FarmValue {
  readonly name: string;
  readonly label: string;
  readonly type: Extract<JobParameterType, 'INT' | 'STRING'>;
  readonly minValue?: bigint;
  readonly maxValue?: bigint;
  readonly allowedValues?: readonly string[];
  readonly description: string;
}

/** What AWS Deadline Cloud takes from a bundle's `parameter_values` beside job parameters. */
export const DEADLINE_VALUES: readonly FarmValue[] = [
  {
    name: 'deadline:priority',
    label: 'Priority',
    type: 'INT',
    minValue: 0n,
    maxValue: 100n,
    description: 'From 0 to 100; higher ones come first.',
  },
  {
    name: 'deadline:targetTaskRunStatus',
    label: 'Initial state',
    type: 'STRING',
    allowedValues: ['READY', 'SUSPENDED'],
    description: 'Whether its tasks may start at once.',
  },
  {
    name: 'deadline:maxFailedTasksCount',
    label: 'Maximum failed tasks',
    type: 'INT',
    minValue: 0n,
    description: 'The job fails when more tasks have failed.',
  },
  {
    name: 'deadline:maxRetriesPerTask',
    label: 'Maximum retries per task',
    type: 'INT',
    minValue: 0n,
    description: 'How often a task that failed is tried again.',
  },
  {
    name: 'deadline:maxWorkerCount',
    label: 'Maximum workers',
    type: 'INT',
    minValue: -1n,
    description: 'How many workers may take its tasks at a time; -1 is any number.',
  },
];

/** Names with a colon belong to a farm, never to the job. */
export function isFarmName(name: string): boolean {
  return name.includes(':');
}

/** What keeps a value from being one of the farm's, in words. */
export function farmValueProblem(known: FarmValue, text: string): string | undefined {
  if (known.allowedValues)
    return known.allowedValues.includes(text)
      ? undefined
      : `${known.name} must be one of ${known.allowedValues.join(', ')}.`;
  const { minValue, maxValue } = known;
  const number = /^[+-]?\d+$/.test(text) ? BigInt(text) : undefined;
  const range =
    maxValue === undefined ? `of at least ${minValue}` : `from ${minValue} to ${maxValue}`;
  if (
    number === undefined ||
    (minValue !== undefined && number < minValue) ||
    (maxValue !== undefined && number > maxValue)
  )
    return `${known.name} must be a whole number ${range}.`;
  return undefined;
}
