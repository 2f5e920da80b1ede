import { type Expression, findReferences, type Reference } from '../../expr/index.ts';
import type {
  EnvironmentDefinition,
  LetValue,
  ScriptDefinition,
  StepTemplate,
} from '../../model/index.ts';
import { parseCombination } from '../../model/index.ts';
import { namesIn } from '../../model/job/combination.ts';
import { touches } from '../../text/range.ts';
import { type ScalarNode, sourceRange } from '../../yaml/index.ts';
import type { LanguageDocument } from '../document.ts';
import { type ScopeInfo, scopeAt } from '../scope-at.ts';
import { type WrittenExpressions, writtenExpressions } from './formats.ts';
import type { Occurrence, SymbolKind, TemplateSymbol } from './symbol.ts';

/** Everything that has a name in a document, with all its places. */
export function symbolsOf(document: LanguageDocument): readonly TemplateSymbol[] {
  return document.fact('symbols', () => new SymbolTable(document).build());
}

/** The symbol whose name an offset touches, and that place. */
export function symbolAt(
  document: LanguageDocument,
  offset: number,
): { symbol: TemplateSymbol; occurrence: Occurrence } | undefined {
  for (const symbol of symbolsOf(document)) {
    for (const occurrence of symbol.occurrences) {
      if (touches(occurrence.range, offset)) return { symbol, occurrence };
    }
  }
  return undefined;
}

class SymbolTable {
  readonly #document: LanguageDocument;
  readonly #symbols = new Map<string, TemplateSymbol>();

  constructor(document: LanguageDocument) {
    this.#document = document;
  }

  build(): readonly TemplateSymbol[] {
    const { template } = this.#document;
    if (template === undefined) return [];
    for (const { name, nameNode } of template.parameterDefinitions) {
      this.#define('parameter', '', name, nameNode);
    }
    if (template.kind === 'environment') this.#environment(template.environment);
    else {
      for (const environment of template.jobEnvironments) this.#environment(environment);
      for (const step of template.steps) this.#step(step);
      for (const step of template.steps) {
        for (const { value, node } of step.dependencies)
          this.#refer('step', '', value, node, 0, node.text.length, 'whole');
      }
    }
    for (const written of writtenExpressions(template)) this.#expressions(written);
    return [...this.#symbols.values()];
  }

  #step(step: StepTemplate): void {
    if (step.name !== undefined) this.#define('step', '', step.name.value, step.name.node);
    const owner = ownerOf(step);
    for (const { name, nameNode } of step.parameterSpace?.parameters ?? []) {
      this.#define('taskParameter', owner, name, nameNode);
    }
    const { combination } = step.parameterSpace ?? {};
    const parsed = combination && parseCombination(combination.value);
    if (combination !== undefined && parsed !== undefined && 'root' in parsed) {
      for (const { name, start, end } of namesIn(parsed.root)) {
        this.#refer('taskParameter', owner, name, combination.node, start, end, 'name');
      }
    }
    this.#bindings(step.let);
    this.#script(step.script);
    for (const environment of step.stepEnvironments) this.#environment(environment);
  }

  #environment(environment: EnvironmentDefinition | undefined): void {
    if (environment === undefined) return;
    const { name } = environment;
    if (name !== undefined)
      this.#define('environment', ownerOf(environment), name.value, name.node);
    this.#script(environment.script);
  }

  #script(script: ScriptDefinition | undefined): void {
    if (script === undefined) return;
    this.#bindings(script.let);
    for (const file of script.embeddedFiles) {
      if (!file.implicit) this.#define('file', ownerOf(script), file.name, file.nameNode);
    }
  }

  #bindings(values: readonly LetValue[]): void {
    for (const { node, binding } of values) {
      const { name, nameStart, nameEnd } = binding;
      if (name === undefined) continue;
      const id = `let ${node.range.start} ${name}`;
      this.#add(id, 'let', name, occurrence('definition', node, nameStart, nameEnd, 'name'));
    }
  }

  #expressions({ node, path, segments, expression }: WrittenExpressions): void {
    const info = scopeAt(this.#document, path);
    const withProperties = this.#document.extensions.has('EXPR');
    const all: (Expression | undefined)[] = [
      expression,
      ...segments.map((each) => each.expression),
    ];
    for (const each of all) {
      if (each === undefined) continue;
      for (const reference of findReferences(each, info.scope, withProperties).found) {
        this.#reference(info, node, reference);
      }
    }
  }

  #reference(info: ScopeInfo, node: ScalarNode, reference: Reference): void {
    const [first, second = '', third = ''] = reference.name.split('.');
    const refer = (kind: SymbolKind, owner: string, name: string): void =>
      this.#refer(kind, owner, name, node, reference.end - name.length, reference.end, 'name');
    if (first === 'Param' || first === 'RawParam') refer('parameter', '', second);
    else if (first === 'Task' && second !== 'File') {
      if (info.step !== undefined) refer('taskParameter', ownerOf(info.step), third);
    } else if (second === 'File') {
      if (info.script !== undefined) refer('file', ownerOf(info.script), third);
    } else if (second === '') {
      const binding = info.bindings.findLast((each) => each.binding.name === first);
      if (binding === undefined || first === undefined) return;
      const found = occurrence('reference', node, reference.start, reference.end, 'name');
      this.#add(`let ${binding.node.range.start} ${first}`, 'let', first, found);
    }
  }

  #define(kind: SymbolKind, owner: string, name: string, node: ScalarNode): void {
    const found = occurrence('definition', node, 0, node.text.length, 'whole');
    this.#add(`${kind} ${owner} ${name}`, kind, name, found);
  }

  #refer(
    kind: SymbolKind,
    owner: string,
    name: string,
    node: ScalarNode,
    start: number,
    end: number,
    form: Occurrence['form'],
  ): void {
    const found = occurrence('reference', node, start, end, form);
    this.#add(`${kind} ${owner} ${name}`, kind, name, found);
  }

  #add(id: string, kind: SymbolKind, name: string, found: Occurrence): void {
    const known = this.#symbols.get(id);
    if (known === undefined) this.#symbols.set(id, { id, kind, name, occurrences: [found] });
    // A scalar that an alias repeats stands in the text once.
    else if (!known.occurrences.some(({ range }) => range.start === found.range.start))
      known.occurrences.push(found);
  }
}

function ownerOf({ node }: StepTemplate | EnvironmentDefinition | ScriptDefinition): string {
  return String(node.range.start);
}

function occurrence(
  role: Occurrence['role'],
  scalar: ScalarNode,
  start: number,
  end: number,
  form: Occurrence['form'],
): Occurrence {
  const range = sourceRange(scalar, start, end);
  return { role, range, scalar, start, end, form };
}
