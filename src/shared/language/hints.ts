import { type Place, pathOf } from '../model/collector.ts';
import type {
  ActionDefinition,
  JobTemplate,
  StepTemplate,
  TaskParameterDefinition,
  Template,
} from '../model/index.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Range } from '../text/range.ts';
import { placeOf } from '../yaml/index.ts';
import type { LanguageContext } from './complete/completion.ts';
import { scriptsOf, type TemplateHolder } from './links.ts';

/** What is right and may still surprise. Findings of the checks themselves are not repeated here. */
export function hints(
  document: TemplateHolder,
  context: LanguageContext = {},
): readonly Diagnostic[] {
  const { template } = document;
  if (template === undefined) return [];
  const found = [
    ...pathsWithoutDataFlow(template),
    ...(template.kind === 'job' ? ofSteps(template) : []),
    ...missingCommands(document, context),
  ];
  return found.toSorted((left, right) => left.range.start - right.range.start);
}

function hint(
  code: string,
  message: string,
  range: Range,
  place: Place | undefined,
  severity: 'hint' | 'warning' = 'hint',
): Diagnostic {
  return { code, severity, message, range, path: pathOf(place) };
}

function pathsWithoutDataFlow({ parameterDefinitions }: Template): Diagnostic[] {
  return parameterDefinitions.flatMap(({ type, dataFlow, name, nameNode, place }) => {
    if ((type !== 'PATH' && type !== 'LIST[PATH]') || dataFlow !== undefined) return [];
    const message = `${name} is a path without "dataFlow": a farm does not know whether to bring its files or to fetch them. Say IN, OUT, INOUT or NONE.`;
    return [hint('path-without-data-flow', message, placeOf(nameNode), place)];
  });
}

function ofSteps(template: JobTemplate): Diagnostic[] {
  const stuck = stuckSteps(template);
  return template.steps.flatMap((step) => [
    ...(step.name !== undefined && stuck.has(step.name.value)
      ? [
          hint(
            'unreachable-step',
            `${step.name.value} never starts: it waits for a step that does not exist or waits for itself.`,
            placeOf(step.name.node),
            step.place,
            'warning',
          ),
        ]
      : []),
    ...missingTimeout(step),
    ...(step.parameterSpace?.parameters ?? []).flatMap(overlaps),
  ]);
}

/** Steps that can never start, by taking away again and again those that can. */
function stuckSteps({ steps }: JobTemplate): ReadonlySet<string> {
  const waiting = new Map(
    steps.flatMap(({ name, dependencies }) =>
      name === undefined ? [] : [[name.value, dependencies.map(({ value }) => value)] as const],
    ),
  );
  const done = new Set<string>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const [name, needs] of waiting) {
      if (done.has(name) || !needs.every((need) => done.has(need))) continue;
      done.add(name);
      grew = true;
    }
  }
  return new Set([...waiting.keys()].filter((name) => !done.has(name)));
}

/** Nobody notices a task that hangs, where it has company that would wait for it. */
function missingTimeout({ script, parameterSpace }: StepTemplate): Diagnostic[] {
  const action = script?.actions.onRun;
  if (action === undefined || action.timeout !== undefined || parameterSpace === undefined)
    return [];
  const range = commandRange(action) ?? {
    start: action.node.range.start,
    end: action.node.range.start,
  };
  const message = 'The tasks of this step have no timeout: one that hangs keeps its host forever.';
  return [hint('missing-timeout', message, range, action.place)];
}

/** Range expressions that overlap are errors; a list may say a value twice, and then there are two tasks. */
function overlaps({ name, range }: TaskParameterDefinition): Diagnostic[] {
  const twice = range?.kind === 'list' ? repeatedItem(range.items) : undefined;
  if (range === undefined || twice === undefined) return [];
  const message = `${name} takes ${twice} more than once: there will be a task for each.`;
  return [hint('repeated-value', message, placeOf(range.node), range.place, 'warning')];
}

function repeatedItem(
  items: readonly { readonly node: { readonly text: string } }[],
): string | undefined {
  const seen = new Set<string>();
  for (const { node } of items) {
    if (seen.has(node.text)) return node.text;
    seen.add(node.text);
  }
  return undefined;
}

function missingCommands(
  document: TemplateHolder,
  { commands = {} }: LanguageContext,
): Diagnostic[] {
  return scriptsOf(document).flatMap((script) =>
    Object.values(script.actions).flatMap((action) => {
      const command = action.command?.format;
      if (command === undefined || !command.isLiteral || commands[command.source] !== null)
        return [];
      const range = commandRange(action);
      if (range === undefined) return [];
      const message = `${command.source} is not installed on this machine.`;
      return [hint('command-not-installed', message, range, action.place)];
    }),
  );
}

function commandRange({ command }: ActionDefinition): Range | undefined {
  return command === undefined ? undefined : placeOf(command.node);
}
