import { within } from '../collector.ts';
import { givenEntry } from '../given.ts';
import type { ActionDefinition, ScriptDefinition, Template } from '../template/types.ts';
import { rangeOfKey, type ValidationContext } from './context.ts';

/** §5.3, §6.1: cancelation and embedded files of every script. */
export function validateActions(template: Template, context: ValidationContext): void {
  for (const script of scriptsOf(template)) {
    for (const action of Object.values(script.actions)) validateCancelation(action, context);
    validateFiles(script, context);
  }
}

export function* scriptsOf(template: Template): Iterable<ScriptDefinition> {
  if (template.kind === 'environment') {
    if (template.environment?.script) yield template.environment.script;
    return;
  }
  for (const { script } of template.jobEnvironments) if (script) yield script;
  for (const step of template.steps) {
    if (step.script) yield step.script;
    for (const { script } of step.stepEnvironments) if (script) yield script;
  }
}

/** `<CancelationMethodTerminate>` has no notify period (§5.3.1). */
function validateCancelation(action: ActionDefinition, { collector }: ValidationContext): void {
  const { cancelation } = action;
  if (cancelation?.mode !== 'TERMINATE') return;
  const entry = givenEntry(cancelation.node, 'notifyPeriodInSeconds');
  if (entry === undefined) return;
  collector.error(
    'unknown-property',
    '"notifyPeriodInSeconds" has no meaning with TERMINATE. Remove it, or use NOTIFY_THEN_TERMINATE.',
    entry.key.range,
    within(cancelation.place, 'notifyPeriodInSeconds'),
    { property: 'notifyPeriodInSeconds' },
  );
}

/** §6.1: a file name is a name, not a path. */
function validateFiles(script: ScriptDefinition, { collector }: ValidationContext): void {
  for (const { filename, implicit, node } of script.embeddedFiles) {
    if (filename === undefined || implicit) continue;
    const { value, place } = filename;
    const range = filename.node.range;
    if (/[/\\]/.test(value)) {
      const message = 'A file name must not have directories: "/" and "\\" are not allowed.';
      collector.error('invalid-filename', message, range, place);
    } else if (value === '.' || value === '..') {
      const message = `"${value}" is a directory, not the name of a file.`;
      collector.error('invalid-filename', message, range, place);
    } else if (value.includes('\0')) {
      collector.error('invalid-filename', 'A file name must not hold NUL.', range, place);
    } else if (value.includes('{{')) {
      const message = 'A file name is no format string: the braces are taken as they stand.';
      collector.warning('not-a-format-string', message, rangeOfKey(node, 'filename'), place);
    }
  }
}
