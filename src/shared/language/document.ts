import { declaredExtensions } from '../model/decode.ts';
import type { Extension } from '../model/extensions.ts';
import {
  type Decoded,
  type DecodeOptions,
  decodeTemplate,
  type FarmProfile,
} from '../model/index.ts';
import { readEnvironmentTemplate, readJobTemplate } from '../model/parse/read-template.ts';
import { ENVIRONMENT_VERSION } from '../model/schema/index.ts';
import type { JobParameterDefinition, Template } from '../model/template/types.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { LineIndex } from '../text/line-index.ts';
import { entryOf, type Node, parseDocument } from '../yaml/index.ts';

export interface OpenOptions {
  readonly format?: 'yaml' | 'json';
  readonly profile?: FarmProfile;
  /** The document before the last change: lends its parameters while this one cannot be read. */
  readonly previous?: LanguageDocument;
}

/** Opens a text for the language service. What is asked of it is computed once, when it is asked. */
export function openDocument(text: string, options: OpenOptions = {}): LanguageDocument {
  return new LanguageDocument(text, options);
}

/** A text and what is known about it. */
export class LanguageDocument {
  readonly text: string;
  readonly format: 'yaml' | 'json';
  readonly #profile: FarmProfile | undefined;
  readonly #lent: readonly JobParameterDefinition[];
  readonly #facts = new Map<string, unknown>();

  constructor(text: string, options: OpenOptions) {
    this.text = text;
    this.format = options.format ?? 'yaml';
    this.#profile = options.profile;
    this.#lent = options.previous?.definitions ?? [];
  }

  /** A fact about the document that is computed once. */
  fact<T>(name: string, compute: () => T): T {
    if (!this.#facts.has(name)) this.#facts.set(name, compute());
    return this.#facts.get(name) as T;
  }

  get lines(): LineIndex {
    return this.fact('lines', () => new LineIndex(this.text));
  }

  /** The nodes. JSON that is half typed is read as YAML, which forgives more. */
  get root(): Node | undefined {
    return this.#parsed.root;
  }

  /** True when the syntax is broken: nodes may be missing. */
  get isBroken(): boolean {
    return this.#parsed.isBroken;
  }

  get #parsed(): { root: Node | undefined; isBroken: boolean } {
    return this.fact('parsed', () => {
      const strict = parseDocument(this.text, { format: this.format });
      const isBroken = strict.root === undefined || strict.diagnostics.some(isError);
      if (strict.root !== undefined || this.format === 'yaml')
        return { root: strict.root, isBroken };
      return { root: parseDocument(this.text).root, isBroken };
    });
  }

  /** The template with everything that is wrong with it. */
  get decoded(): Decoded {
    return this.fact('decoded', () => {
      const options: DecodeOptions = { format: this.format };
      return decodeTemplate(
        this.text,
        this.#profile === undefined ? options : { ...options, profile: this.#profile },
      );
    });
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.decoded.diagnostics;
  }

  get kind(): 'job' | 'environment' {
    const { root } = this;
    if (root?.kind !== 'map') return 'job';
    const version = entryOf(root, 'specificationVersion')?.value;
    if (version?.kind === 'scalar' && version.text === ENVIRONMENT_VERSION) return 'environment';
    const isEnvironment = entryOf(root, 'environment') !== undefined;
    return isEnvironment && entryOf(root, 'steps') === undefined ? 'environment' : 'job';
  }

  get extensions(): ReadonlySet<Extension> {
    const { root } = this;
    return root?.kind === 'map' ? declaredExtensions(root) : new Set();
  }

  /** As much of the template as can be read, without checking it. */
  get template(): Template | undefined {
    return this.fact('template', () => {
      const { root, extensions } = this;
      if (root?.kind !== 'map') return undefined;
      return this.kind === 'job'
        ? readJobTemplate(root, extensions)
        : readEnvironmentTemplate(root, extensions);
    });
  }

  /** The parameters, with those of the document before while this one is broken. */
  get definitions(): readonly JobParameterDefinition[] {
    return this.fact('definitions', () => {
      const own = this.template?.parameterDefinitions ?? [];
      if (!this.isBroken) return own;
      const names = new Set(own.map(({ name }) => name));
      return [...own, ...this.#lent.filter(({ name }) => !names.has(name))];
    });
  }

  /** The document with the line of `offset` blank: its structure when that line breaks it. */
  without(offset: number): LanguageDocument {
    const line = this.lines.positionAt(offset).line;
    return this.fact(`without ${line}`, () => {
      const [start, end] = [this.lines.lineStart(line), this.lines.lineEnd(line)];
      const blank = this.text.slice(start, end).replace(/[^\r\n]/g, ' ');
      const text = this.text.slice(0, start) + blank + this.text.slice(end);
      return new LanguageDocument(text, { format: this.format, previous: this });
    });
  }
}

function isError({ severity, code }: Diagnostic): boolean {
  return severity === 'error' && code !== 'duplicate-key';
}
