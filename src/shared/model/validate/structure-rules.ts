import { within } from '../collector.ts';
import { givenEntry } from '../given.ts';
import { INTERPRETERS } from '../schema/index.ts';
import type { StepTemplate, Template } from '../template/types.ts';
import { listWords } from '../text.ts';
import { rangeOfKey, type ValidationContext } from './context.ts';

/** §3, §3.5, §8: a step has one script, in one form. */
export function validateScripts(template: Template, context: ValidationContext): void {
  if (template.kind === 'environment') return;
  for (const step of template.steps) validateScript(step, context);
}

function validateScript(step: StepTemplate, { collector }: ValidationContext): void {
  const forms = ['script', ...INTERPRETERS].filter(
    (key) => givenEntry(step.node, key) !== undefined,
  );
  const [first, second] = forms;
  if (first === undefined) {
    const message = `A step needs a "script", or one of ${listWords(INTERPRETERS)} with the FEATURE_BUNDLE_1 extension.`;
    collector.error('missing-script', message, rangeOfKey(step.node, 'name'), step.place, {
      property: 'script',
    });
  } else if (second !== undefined) {
    const message = `A step has one script: "${first}" and "${second}" exclude each other.`;
    collector.error(
      'conflicting-scripts',
      message,
      rangeOfKey(step.node, second),
      within(step.place, second),
    );
  }
  const script = givenEntry(step.node, 'script')?.value;
  if (script?.kind !== 'map') return;
  const place = within(step.place, 'script');
  const simple = INTERPRETERS.filter((key) => givenEntry(script, key) !== undefined);
  const [short, other] = simple;
  if (short === undefined) {
    if (givenEntry(script, 'actions') !== undefined) return;
    const message = 'A step script needs "actions" with "onRun".';
    const range = script.entries[0]?.key.range ?? script.range;
    collector.error('missing-property', message, range, place, { property: 'actions' });
    return;
  }
  for (const key of [other, 'actions', 'embeddedFiles']) {
    if (key === undefined || givenEntry(script, key) === undefined) continue;
    const message = `"${key}" cannot stand beside "${short}", which brings its own action and file.`;
    collector.error('conflicting-scripts', message, rangeOfKey(script, key), within(place, key));
  }
}
