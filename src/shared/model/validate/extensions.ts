import { entryOf, placeOf } from '../../yaml/index.ts';
import { within } from '../collector.ts';
import { EXTENSIONS, type Extension } from '../extensions.ts';
import type { Template } from '../template/types.ts';
import type { ValidationContext } from './context.ts';

/** §1.1.2, §4.3: each extension once, supported, and WRAP_ACTIONS together with EXPR. */
export function validateExtensions(
  template: Template,
  context: ValidationContext,
  supported: readonly Extension[],
): void {
  const list = entryOf(template.node, 'extensions')?.value;
  if (list?.kind !== 'seq') return;
  const { collector } = context;
  const place = within(undefined, 'extensions');
  const seen = new Set<string>();
  for (const [index, node] of list.items.entries()) {
    if (node.kind !== 'scalar') continue;
    const at = within(place, index);
    const name = node.text;
    if (seen.has(name)) {
      const message = `${name} is listed twice. Remove one of them.`;
      collector.error('duplicate-extension', message, placeOf(node), at);
    }
    seen.add(name);
    const known = EXTENSIONS.find((extension) => extension === name);
    if (known !== undefined && !supported.includes(known)) {
      const where = context.profile === undefined ? '' : ` by ${context.profile.name}`;
      const message = `${name} is not supported${where}.`;
      collector.error('unsupported-extension', message, placeOf(node), at);
    }
    if (name === 'WRAP_ACTIONS' && !context.extensions.has('EXPR')) {
      context.used.add('EXPR');
      const message = 'WRAP_ACTIONS needs EXPR: list both in "extensions".';
      collector.error('extension-required', message, placeOf(node), at, { extension: 'EXPR' });
    }
  }
}

/** Extensions that are declared and make no difference are a hint: fewer farms take the template. */
export function hintUnusedExtensions(template: Template, context: ValidationContext): void {
  const list = entryOf(template.node, 'extensions')?.value;
  if (list?.kind !== 'seq' || context.collector.hasErrors) return;
  for (const [index, node] of list.items.entries()) {
    const name = EXTENSIONS.find((extension) => node.kind === 'scalar' && node.text === extension);
    if (name === undefined || context.used.has(name)) continue;
    // What a script prints decides about REDACTED_ENV_VARS; nobody can see it here.
    if (name === 'REDACTED_ENV_VARS') continue;
    if (name === 'EXPR' && context.extensions.has('WRAP_ACTIONS')) continue;
    context.collector.hint(
      'unused-extension',
      `Nothing in this template needs ${name}. Without it more farms can run the template.`,
      placeOf(node),
      within(within(undefined, 'extensions'), index),
      { extension: name },
    );
  }
}
