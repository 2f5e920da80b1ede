import type { ScriptDefinition } from '../model/index.ts';
import type { Range } from '../text/range.ts';
import { entryOf, placeOf, sourceRange } from '../yaml/index.ts';
import type { LanguageContext } from './complete/completion.ts';
import type { LanguageDocument } from './document.ts';

export interface Link {
  readonly range: Range;
  /** A path relative to the template, or an address. */
  readonly target: string;
}

/** Files of the bundle that a template names: defaults of paths, arguments, and the schema's address. */
export function links(document: LanguageDocument, context: LanguageContext = {}): readonly Link[] {
  const { template, root } = document;
  if (template === undefined || root?.kind !== 'map') return [];
  const found: Link[] = [];
  const schema = entryOf(root, '$schema')?.value;
  if (schema?.kind === 'scalar' && /^https?:/.test(schema.text)) {
    found.push({ range: placeOf(schema), target: schema.text });
  }
  for (const { type, default: value } of template.parameterDefinitions) {
    const node = value?.node;
    if (type !== 'PATH' || node?.kind !== 'scalar' || !isRelative(node.text)) continue;
    found.push({ range: sourceRange(node, 0, node.text.length), target: node.text });
  }
  const files = new Set(context.files);
  for (const script of scriptsOf(document)) {
    for (const action of Object.values(script.actions)) {
      for (const { node } of [...(action.command ? [action.command] : []), ...action.args]) {
        const name = /[^/{}\s"']+(?:\/[^/{}\s"']+)*$/.exec(node.text)?.[0];
        const target =
          name && [...files].find((file) => file === name || file.endsWith(`/${name}`));
        if (name === undefined || target === undefined || target === '') continue;
        const start = node.text.length - name.length;
        found.push({ range: sourceRange(node, start, node.text.length), target });
      }
    }
  }
  return found.toSorted((left, right) => left.range.start - right.range.start);
}

/** A document, or a template that was read already. */
export type TemplateHolder = Pick<LanguageDocument, 'template'>;

/** Every script of a template. */
export function scriptsOf({ template }: TemplateHolder): readonly ScriptDefinition[] {
  if (template === undefined) return [];
  const environments =
    template.kind === 'environment'
      ? [template.environment]
      : [
          ...template.jobEnvironments,
          ...template.steps.flatMap(({ stepEnvironments }) => stepEnvironments),
        ];
  const steps = template.kind === 'job' ? template.steps : [];
  return [...environments, ...steps].flatMap((owner) => owner?.script ?? []);
}

function isRelative(path: string): boolean {
  return path !== '' && !path.includes('{{') && !/^(?:[/\\]|[A-Za-z]:|[a-z]+:\/\/)/.test(path);
}
