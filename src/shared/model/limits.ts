import type { Extension } from './extensions.ts';

/**
 * Every number that the specification sets (Template Schemas; the section stands behind each). Two
 * values: the base revision's and FEATURE_BUNDLE_1's. Lengths count Unicode code points.
 */
const TABLE = {
  /** §7.1 */
  identifier: [64, 512],
  /** §1.1.1, after resolution */
  jobName: [128, 512],
  /** §3.1 */
  stepName: [64, 512],
  /** §4.1 */
  environmentName: [64, 512],
  /** §6.1.1 */
  filename: [64, 256],
  /** §1.1 */
  jobParameters: [50, 200],
  /** §1.2: an environment template never has more */
  environmentParameters: [50, 50],
  /** §7.2 */
  description: [2048, 2048],
  /** §2.5 */
  parameterString: [1024, 1024],
  /** §2.6 */
  userInterfaceLabel: [64, 64],
  /** §2.2 */
  fileFilters: [20, 20],
  /** §2.8 */
  fileFilterPattern: [20, 20],
  /** §2.10, when the definition sets none */
  rangeExpression: [1024, 1024],
  /** §3.3 */
  hostRequirements: [50, 50],
  /** §3.3.1.1, §3.3.2.1 */
  capabilityName: [100, 100],
  /** §3.3.2 */
  attributeValues: [50, 50],
  /** §3.3.2.2, after resolution */
  attributeValue: [100, 100],
  /** §3.4 */
  taskParameters: [16, 16],
  /** §3.4.1: lists only; a range expression has no limit of values */
  rangeList: [1024, 1024],
  /** §3.4.2, after resolution */
  taskParameterString: [1024, 1024],
  /** §3.4.3 */
  combination: [1280, 1280],
  /** §3.6 */
  letBindings: [50, 50],
  /** §4.4.1 */
  variableName: [256, 256],
  /** §4.4.2 */
  variableValue: [2048, 2048],
  /** §5.3.2 */
  notifyPeriod: [600, 600],
} as const satisfies Record<string, readonly [base: number, bundle: number]>;

export type LimitName = keyof typeof TABLE;

export type Limits = Readonly<Record<LimitName, number>>;

function column(index: 0 | 1): Limits {
  const entries = Object.entries(TABLE).map(([name, values]) => [name, values[index]]);
  return Object.fromEntries(entries) as Limits;
}

const BASE = column(0);
const BUNDLE = column(1);

/** The limits for a template that declares these extensions. */
export function limitsFor(extensions: ReadonlySet<Extension>): Limits {
  return extensions.has('FEATURE_BUNDLE_1') ? BUNDLE : BASE;
}

/** True when only FEATURE_BUNDLE_1 allows this much. */
export function needsBundle(name: LimitName, amount: number): boolean {
  return amount > BASE[name];
}

/** True when FEATURE_BUNDLE_1 would allow this much. */
export function bundleAllows(name: LimitName, amount: number): boolean {
  return amount <= BUNDLE[name];
}

/** Default times of §5 and §5.3.2, in seconds. */
export const DEFAULT_SECONDS = {
  exitTimeout: 300,
  notifyPeriodOfRun: 120,
  notifyPeriodOfOthers: 30,
} as const;
