import { FUNCTIONS } from './library.ts';
import { operatorSymbol } from './operators.ts';
import { type ExprType, membersOf } from './types.ts';

export type LibraryEntryKind = 'function' | 'method' | 'property' | 'operator';

/** What completion, hover and signature help tell about a function of the library. */
export interface LibraryEntry {
  /** As it is written: `upper`, `stem`, `+`. */
  readonly name: string;
  readonly kind: LibraryEntryKind;
  readonly signatures: readonly string[];
  readonly summary: string;
  readonly section: string;
  readonly hostOnly?: boolean;
  readonly extension?: 'SERVICE';
  /** The types it can be called on as a method, or whose property it is. */
  readonly receivers: readonly ExprType[];
}

/** Sections whose functions are rather called as methods; every function can be called either way (§1.3.3). */
const METHOD_SECTIONS: ReadonlySet<string> = new Set(['2.2.4', '2.2.6', '2.3.2']);
const FUNCTION_STYLE: ReadonlySet<string> = new Set([
  'path',
  'apply_path_mapping',
  'join_host_port',
]);

/** The whole library from the table that also checks and evaluates. */
export const functionLibrary: readonly LibraryEntry[] = [...FUNCTIONS.values()].map(
  (definition) => {
    const { name, overloads, summary, section, hostOnly, extension } = definition;
    const property = /^__property_(.+)__$/.exec(name)?.[1];
    const symbol = operatorSymbol(name);
    const entry = {
      name: property ?? symbol ?? name,
      kind: kindOf(name, section, property, symbol),
      signatures: [...new Set(overloads.map((overload) => overload.signature))],
      summary,
      section,
      receivers: overloads.flatMap(({ params }) => (params[0] === undefined ? [] : [params[0]])),
    };
    return {
      ...entry,
      ...(hostOnly === undefined ? {} : { hostOnly }),
      ...(extension === undefined ? {} : { extension }),
    };
  },
);

function kindOf(
  name: string,
  section: string,
  property: string | undefined,
  symbol: string | undefined,
): LibraryEntryKind {
  if (property !== undefined) return 'property';
  if (symbol !== undefined) return 'operator';
  return METHOD_SECTIONS.has(section) && !FUNCTION_STYLE.has(name) ? 'method' : 'function';
}

/** What can follow a dot behind a value of that type: properties, and functions that take it first. */
export function membersFor(type: ExprType): readonly LibraryEntry[] {
  const kinds = new Set(membersOf(type).map((member) => member.kind));
  return functionLibrary.filter(
    ({ kind, receivers }) =>
      kind !== 'operator' &&
      (kinds.has('any') || receivers.some((receiver) => kinds.has(receiver.kind))),
  );
}
