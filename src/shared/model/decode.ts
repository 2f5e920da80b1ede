import { Allowance, closest, LIMITS } from '../expr/index.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { entryOf, type MapNode, type Node, parseDocument, placeOf } from '../yaml/index.ts';
import { Collector, within } from './collector.ts';
import { EXTENSIONS, type Extension } from './extensions.ts';
import { limitsFor } from './limits.ts';
import { describeNode } from './parse/describe.ts';
import { readEnvironmentTemplate, readJobTemplate } from './parse/read-template.ts';
import { checkObject } from './parse/structure.ts';
import type { FarmProfile } from './profile.ts';
import { ENVIRONMENT_VERSION, JOB_VERSION } from './schema/index.ts';
import type { EnvironmentTemplate, JobTemplate } from './template/types.ts';
import { quote } from './text.ts';
import { validateTemplate } from './validate/index.ts';

export interface DecodeOptions {
  /** What the file must be; without it either is right. */
  readonly kind?: 'job' | 'environment';
  readonly format?: 'yaml' | 'json';
  readonly profile?: FarmProfile;
  readonly supportedExtensions?: readonly Extension[];
}

export interface Decoded {
  readonly kind: 'job' | 'environment' | undefined;
  readonly root?: Node;
  /** As much of the template as could be read; present also when there are errors. */
  readonly template?: JobTemplate | EnvironmentTemplate;
  readonly diagnostics: readonly Diagnostic[];
  /** No errors. */
  readonly valid: boolean;
  readonly text: string;
}

/** Reads and checks a template. All findings at once, in the order of the text. */
export function decodeTemplate(text: string, options: DecodeOptions = {}): Decoded {
  const document = parseDocument(
    text,
    options.format === undefined ? {} : { format: options.format },
  );
  const collector = new Collector();
  collector.addAll(document.diagnostics);
  const { root } = document;
  const done = (result: Partial<Decoded>): Decoded => ({
    kind: undefined,
    ...(root === undefined ? {} : { root }),
    ...result,
    diagnostics: collector.diagnostics.toSorted(
      (left, right) => left.range.start - right.range.start || left.range.end - right.range.end,
    ),
    valid: !collector.hasErrors,
    text,
  });
  if (root === undefined) return done({});
  if (root.kind !== 'map') {
    const message = `A template is a mapping that starts with "specificationVersion", but this file is ${describeNode(root)}.`;
    const { start } = root.range;
    collector.error(
      'not-a-template',
      message,
      { start, end: Math.min(start + 1, text.length) },
      undefined,
    );
    return done({});
  }
  const kind = kindOf(root, options.kind, collector);
  if (kind === undefined) return done({});
  const template = check(root, kind, text, options, collector);
  return done({ kind, template });
}

function check(
  root: MapNode,
  kind: 'job' | 'environment',
  text: string,
  options: DecodeOptions,
  collector: Collector,
): JobTemplate | EnvironmentTemplate {
  const extensions = declaredExtensions(root);
  const context = {
    collector,
    extensions,
    limits: limitsFor(extensions),
    used: new Set<Extension>(),
    references: new Set<string>(),
    allowance: new Allowance(LIMITS.checkOperations),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
  };
  const object = kind === 'job' ? 'JobTemplate' : 'EnvironmentTemplate';
  checkObject(context, root, object, undefined, 'The template');
  const template =
    kind === 'job' ? readJobTemplate(root, extensions) : readEnvironmentTemplate(root, extensions);
  const supported =
    options.supportedExtensions ?? options.profile?.supportedExtensions ?? EXTENSIONS;
  validateTemplate(template, text, context, supported);
  return template;
}

/** The extensions that a template declares and that exist. */
export function declaredExtensions(root: MapNode): ReadonlySet<Extension> {
  const list = entryOf(root, 'extensions')?.value;
  if (list?.kind !== 'seq') return new Set();
  return new Set(
    list.items.flatMap(
      (item) =>
        EXTENSIONS.find(
          (extension) =>
            item.kind === 'scalar' && item.type === 'string' && item.text === extension,
        ) ?? [],
    ),
  );
}

const VERSIONS = { job: JOB_VERSION, environment: ENVIRONMENT_VERSION } as const;
const NOUNS = { job: 'a job template', environment: 'an environment template' } as const;

/** §1: `specificationVersion` says what a file is. When it does not, its properties are asked. */
function kindOf(
  root: MapNode,
  wanted: 'job' | 'environment' | undefined,
  collector: Collector,
): 'job' | 'environment' | undefined {
  const version = entryOf(root, 'specificationVersion')?.value;
  const text = version?.kind === 'scalar' && version.type === 'string' ? version.text : undefined;
  const kind =
    text === JOB_VERSION ? 'job' : text === ENVIRONMENT_VERSION ? 'environment' : undefined;
  const guess = wanted ?? guessKind(root);
  if (kind === undefined) {
    // A missing or wrong-typed version is reported by the structural check of the guessed kind.
    if (text !== undefined && version !== undefined && guess === undefined) {
      const suggestion = closest(text, Object.values(VERSIONS));
      const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
      const message = `${quote(text)} is no known version. It can be "${JOB_VERSION}" or "${ENVIRONMENT_VERSION}".${hint}`;
      const place = within(undefined, 'specificationVersion');
      collector.error(
        'unknown-version',
        message,
        placeOf(version),
        place,
        suggestion === undefined ? undefined : { suggestion },
      );
    } else if (guess === undefined) {
      const message = `This is no template: it has no "specificationVersion". A job template has "${JOB_VERSION}", an environment template "${ENVIRONMENT_VERSION}".`;
      const range = root.entries[0]?.key.range ?? root.range;
      collector.error('missing-property', message, range, undefined, {
        property: 'specificationVersion',
      });
    }
    return guess;
  }
  if (wanted !== undefined && kind !== wanted && version !== undefined) {
    const message = `This is ${NOUNS[kind]}, but ${NOUNS[wanted]} is expected here.`;
    collector.error(
      'wrong-kind',
      message,
      placeOf(version),
      within(undefined, 'specificationVersion'),
    );
  }
  return kind;
}

function guessKind(root: MapNode): 'job' | 'environment' | undefined {
  if (entryOf(root, 'steps') !== undefined || entryOf(root, 'jobEnvironments') !== undefined)
    return 'job';
  if (entryOf(root, 'environment') !== undefined) return 'environment';
  return undefined;
}
