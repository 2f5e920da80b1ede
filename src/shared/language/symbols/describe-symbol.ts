import {
  type ExprType,
  isValue,
  type LibraryEntry,
  TYPES,
  type TypeScope,
  typeToString,
  valueType,
} from '../../expr/index.ts';
import type { JobParameterDefinition, ParameterInput } from '../../model/index.ts';
import type { LanguageContext } from '../complete/completion.ts';
import type { LanguageDocument } from '../document.ts';
import type { ScopeInfo } from '../scope-at.ts';

/** The type of a symbol, known or not yet. */
export function typeOfSymbol(scope: TypeScope, name: string): ExprType {
  const entry = scope.get(name);
  if (entry === undefined) return TYPES.any;
  return isValue(entry) ? valueType(entry) : entry;
}

export function typeName(type: ExprType): string {
  return typeToString(type.kind === 'unresolved' ? type.of : type);
}

const BUILT_IN: Readonly<Record<string, string>> = {
  'Job.Name': 'The name of the job.',
  'Step.Name': 'The name of the step.',
  'Session.WorkingDirectory': 'The directory of the session; it is deleted with the session.',
  'Session.HasPathMappingRules': 'Whether path mapping rules apply on this host.',
  'Session.PathMappingRulesFile': 'A JSON file with the path mapping rules.',
  'WrappedAction.Command': 'The command of the action that is wrapped.',
  'WrappedAction.Args': 'The arguments of the action that is wrapped.',
  'WrappedAction.Environment': 'The environment variables that the wrapped action would see.',
  'WrappedAction.Timeout': 'The timeout of the wrapped action in seconds, if it has one.',
  'WrappedAction.Cancelation.Mode': 'How the wrapped action would be canceled.',
  'WrappedAction.Cancelation.NotifyPeriodInSeconds': 'Its notify period in seconds.',
  'WrappedEnv.Name': 'The name of the environment whose action is wrapped.',
  'WrappedStep.Name': 'The name of the step whose task is wrapped.',
};

/** Markdown about a symbol: what it is, its type, its description and its value as things stand. */
export function describeSymbol(
  document: LanguageDocument,
  info: ScopeInfo,
  name: string,
  context: LanguageContext,
): string {
  const type = typeName(typeOfSymbol(info.scope, name));
  const lines = [`**${name}**: \`${type}\``, ...aboutSymbol(document, info, name, context)];
  return lines.join('\n\n');
}

function aboutSymbol(
  document: LanguageDocument,
  info: ScopeInfo,
  name: string,
  context: LanguageContext,
): string[] {
  const built = BUILT_IN[name];
  if (built !== undefined) return [built, '_Template Schemas §7.3.1_'];
  const [first, second, third] = name.split('.');
  if (first === 'Param' || first === 'RawParam') {
    const definition = document.definitions.find((each) => each.name === second);
    return definition === undefined ? [] : aboutParameter(document, definition, first, context);
  }
  if (first === 'Task' && second !== 'File') {
    const parameter = info.step?.parameterSpace?.parameters.find((each) => each.name === third);
    const range = parameter?.range;
    const text = range?.kind === 'expression' ? range.format.source : undefined;
    return [
      `${parameter?.type ?? ''} task parameter${text === undefined ? '' : `, range \`${text}\``}.`,
      '_Template Schemas §3.4.1_',
    ];
  }
  if (second === 'File')
    return ['The path of the embedded file in the session directory.', '_Template Schemas §6_'];
  const binding = info.bindings.findLast((each) => each.binding.name === name);
  return binding === undefined
    ? []
    : [`\`${binding.node.text.trim()}\``, '_Template Schemas §3.6_'];
}

function aboutParameter(
  document: LanguageDocument,
  definition: JobParameterDefinition,
  prefix: string,
  context: LanguageContext,
): string[] {
  const { type, description, name } = definition;
  const raw = prefix === 'RawParam' ? ', as it was given, before path mapping' : '';
  const value = currentValue(document, definition, context.parameterValues?.[name]);
  return [
    `${type} parameter${raw}.${description === undefined ? '' : ` ${description}`}`,
    ...(value === undefined ? [] : [`Value: \`${value}\``]),
    '_Template Schemas §2_',
  ];
}

/** The value under the current parameters, or the default. */
function currentValue(
  document: LanguageDocument,
  definition: JobParameterDefinition,
  given: ParameterInput | undefined,
): string | undefined {
  if (given !== undefined) return Array.isArray(given) ? `[${given.join(', ')}]` : String(given);
  const node = definition.default?.node;
  if (node === undefined) return undefined;
  return node.kind === 'scalar' ? node.text : document.text.slice(node.range.start, node.range.end);
}

/** Markdown about a function, method or property of the library. */
export function describeFunction(entry: LibraryEntry): string {
  const signatures = entry.signatures.map((signature) => `\`${signature}\``).join('  \n');
  return `${signatures}\n\n${entry.summary}\n\n_Expression Language §${entry.section}_`;
}
