import type { Range } from '../../text/range.ts';
import type { ScalarNode } from '../../yaml/index.ts';

export type SymbolKind = 'parameter' | 'taskParameter' | 'step' | 'environment' | 'file' | 'let';

/** One place where a symbol is defined or used. */
export interface Occurrence {
  readonly role: 'definition' | 'reference';
  /** The name itself, without `Param.` before it. */
  readonly range: Range;
  /** The scalar that holds it, and where in its decoded text. */
  readonly scalar: ScalarNode;
  readonly start: number;
  readonly end: number;
  /** How it is written: as a scalar of its own, or as a name inside of an expression or combination. */
  readonly form: 'whole' | 'name';
}

/** Something of a template that has a name, and every place of that name. */
export interface TemplateSymbol {
  /** Tells symbols of the same name apart: `taskParameter steps/0 Frame`. */
  readonly id: string;
  readonly kind: SymbolKind;
  readonly name: string;
  readonly occurrences: Occurrence[];
}
