import type { Scope, Value } from '../../expr/index.ts';
import type { Extension } from '../extensions.ts';
import { optional } from '../optional.ts';
import { hookFiles } from '../template/hook-files.ts';
import type {
  ActionDefinition,
  EmbeddedFileDefinition,
  EnvironmentDefinition,
  LetValue,
  NumericValue,
  ScriptDefinition,
} from '../template/types.ts';
import { originOf, templateString } from './origins.ts';
import type {
  Action,
  Cancelation,
  EmbeddedFile,
  Environment,
  EnvironmentActionName,
  EnvironmentScript,
  LetBinding,
  StepScript,
  TemplateString,
} from './types.ts';

/** What the host resolves goes from the template into the job as it is, with its origin. */

interface EnvironmentSurroundings {
  readonly document: number;
  readonly scope: Environment['scope'];
  readonly extensions: ReadonlySet<Extension>;
  readonly stepName?: string;
  readonly outerBindings?: Scope<Value>;
}

export function convertEnvironment(
  definition: EnvironmentDefinition,
  around: EnvironmentSurroundings,
): Environment {
  const { document } = around;
  return {
    name: definition.name?.value ?? '',
    ...optional('description', definition.description),
    scope: around.scope,
    extensions: around.extensions,
    variables: definition.variables.map(({ name, value }) => ({
      name,
      value: templateString(document, value),
    })),
    ...optional(
      'script',
      definition.script &&
        convertEnvironmentScript(definition.script, document, hookFiles(definition)),
    ),
    ...optional('stepName', around.stepName),
    ...optional('outerBindings', around.outerBindings),
    origin: originOf(document, definition),
  };
}

function convertEnvironmentScript(
  script: ScriptDefinition,
  document: number,
  hooks: ReadonlyMap<string, readonly EnvironmentActionName[]>,
): EnvironmentScript {
  const actions: Partial<Record<EnvironmentActionName, Action>> = {};
  for (const [name, action] of Object.entries(script.actions)) {
    const converted = convertAction(action, document);
    if (converted !== undefined && name !== 'onRun')
      actions[name as EnvironmentActionName] = converted;
  }
  return {
    bindings: convertBindings(script.let, document),
    embeddedFiles: files(script, document).map((file) => ({
      ...file,
      ...optional('hooks', hooks.get(file.name)),
    })),
    actions,
  };
}

export function convertStepScript(
  script: ScriptDefinition,
  document: number,
): StepScript | undefined {
  const { onRun } = script.actions;
  const action = onRun && convertAction(onRun, document);
  if (action === undefined) return undefined;
  return {
    bindings: convertBindings(script.let, document),
    embeddedFiles: files(script, document),
    onRun: action,
  };
}

function files(script: ScriptDefinition, document: number): EmbeddedFile[] {
  return script.embeddedFiles.flatMap((file) => convertFile(file, document) ?? []);
}

function convertFile(file: EmbeddedFileDefinition, document: number): EmbeddedFile | undefined {
  if (file.data === undefined) return undefined;
  return {
    name: file.name,
    ...optional('filename', file.filename?.value),
    runnable: file.runnable,
    data: templateString(document, file.data),
    endOfLine: file.endOfLine,
    origin: originOf(document, file),
  };
}

function convertBindings(values: readonly LetValue[], document: number): LetBinding[] {
  return values.flatMap((value) => {
    const { name, expression } = value.binding;
    if (name === undefined || expression === undefined) return [];
    return [{ name, source: { expression, origin: originOf(document, value) } }];
  });
}

function convertAction(action: ActionDefinition, document: number): Action | undefined {
  if (action.command === undefined) return undefined;
  return {
    command: templateString(document, action.command),
    args: action.args.map((arg) => templateString(document, arg)),
    ...optional('timeout', action.timeout && convertNumeric(action.timeout, document)),
    ...optional('cancelation', convertCancelation(action, document)),
    origin: originOf(document, action),
  };
}

function convertCancelation(action: ActionDefinition, document: number): Cancelation | undefined {
  const { mode, notifyPeriodInSeconds: period } = action.cancelation ?? {};
  if (mode === undefined) return undefined;
  return {
    mode: typeof mode === 'string' ? mode : templateString(document, mode),
    ...optional('notifyPeriodInSeconds', period && convertNumeric(period, document)),
  };
}

function convertNumeric(value: NumericValue, document: number): TemplateString | number {
  if (typeof value.value === 'number') return value.value;
  return { format: value.value, origin: originOf(document, value) };
}
