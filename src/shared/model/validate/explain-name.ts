import type { TypeScope } from '../../expr/index.ts';
import type { PlainData } from '../../text/diagnostic.ts';
import { isPathType } from '../parameters/types.ts';
import type { JobParameterDefinition } from '../template/types.ts';
import type { ValidationContext } from './context.ts';

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly data?: Readonly<Record<string, PlainData>>;
}

/**
 * Why a name that exists elsewhere does not exist here. Undefined for names that exist nowhere: the
 * expression language's own message with its suggestion stands then.
 */
export function explainName(
  name: string,
  scope: TypeScope,
  definitions: readonly JobParameterDefinition[],
  context: ValidationContext,
): Explanation | undefined {
  const [first, second, third] = name.split('.');
  const out = (message: string): Explanation => ({
    code: 'name-out-of-scope',
    message,
    data: { name },
  });
  switch (first) {
    case 'Param':
      return explainParameter(second ?? '', definitions);
    case 'Job':
    case 'Step':
      return second === 'Name' ? explainBuiltIn(`${first}.Name`, context) : undefined;
    case 'Session':
      if (!SESSION.has(second ?? '')) return undefined;
      return out(
        `Session.${second} is known on the host only, not yet where this value is needed: when the job is created.`,
      );
    case 'Task':
      // In the script of a step it is just a wrong name.
      if (hasAny(scope, 'Task.Param.')) return undefined;
      if (second === 'Param' || second === 'RawParam') {
        return out(
          `Task.${second}.${third ?? ''} does not exist here: task parameters have values in the script of their step only.`,
        );
      }
      return undefined;
    case 'WrappedAction':
      if (scope.has('WrappedAction.Command')) return undefined;
      return out(
        `${name} exists in onWrapEnvEnter, onWrapTaskRun and onWrapEnvExit only, and in files that only they use.`,
      );
    case 'WrappedEnv':
      return out('WrappedEnv.Name exists in onWrapEnvEnter and onWrapEnvExit only.');
    case 'WrappedStep':
      return out('WrappedStep.Name exists in onWrapTaskRun only.');
    default:
      return undefined;
  }
}

function hasAny(scope: TypeScope, prefix: string): boolean {
  for (const name of scope.names()) if (name.startsWith(prefix)) return true;
  return false;
}

const SESSION = new Set(['WorkingDirectory', 'HasPathMappingRules', 'PathMappingRulesFile']);

function explainParameter(
  name: string,
  definitions: readonly JobParameterDefinition[],
): Explanation | undefined {
  const definition = definitions.find((candidate) => candidate.name === name);
  if (definition === undefined || !isPathType(definition.type)) return undefined;
  return {
    code: 'path-not-mapped-yet',
    message: `Param.${name} is a ${definition.type}: path mapping gives it its value on the host, but this value is needed when the job is created. Use RawParam.${name}, the path as it was given.`,
    data: { name: `Param.${name}`, suggestion: `RawParam.${name}` },
  };
}

function explainBuiltIn(name: string, context: ValidationContext): Explanation {
  if (!context.extensions.has('EXPR')) {
    context.used.add('EXPR');
    return {
      code: 'extension-required',
      message: `${name} needs the EXPR extension. Add EXPR to "extensions" of the template.`,
      data: { extension: 'EXPR' },
    };
  }
  const message =
    name === 'Job.Name'
      ? 'Job.Name does not exist here: it is the name that this very field makes.'
      : 'Step.Name exists inside of steps only: in their environments, host requirements, parameter space and script.';
  return { code: 'name-out-of-scope', message, data: { name } };
}
