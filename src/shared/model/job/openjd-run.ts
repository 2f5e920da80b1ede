import { type PathMappingRule, pathMappingDocument } from '../../expr/index.ts';

/** What a command line has to say so that a run can be made again elsewhere. */
export interface CommandLineRun {
  readonly templatePath: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly environments: readonly string[];
  readonly pathMappingRules: readonly PathMappingRule[];
  /** Absent: the whole job. */
  readonly step?: {
    readonly name: string;
    readonly withDependencies?: boolean;
    /** Absent: all of its tasks. */
    readonly tasks?: readonly Readonly<Record<string, string>>[];
  };
}

/** The words of `openjd run` for a run; `jobwright run` takes the same options. */
export function openjdRun(run: CommandLineRun): string[] {
  const { step } = run;
  return [
    'openjd',
    'run',
    run.templatePath,
    ...Object.entries(run.parameters).flatMap(([name, value]) => [
      '--job-param',
      `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ]),
    ...(step ? ['--step', step.name] : []),
    ...(step?.withDependencies ? ['--run-dependencies'] : []),
    ...(step?.tasks ? ['--tasks', JSON.stringify(step.tasks)] : []),
    ...run.environments.flatMap((path) => ['--environment', path]),
    ...(run.pathMappingRules.length === 0
      ? []
      : ['--path-mapping-rules', JSON.stringify(pathMappingDocument(run.pathMappingRules))]),
  ];
}
