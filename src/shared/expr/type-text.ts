import { listOf, unionOf, unresolved } from './type-algebra.ts';
import { type ExprType, TYPES } from './types.ts';

/** A type as the specification writes it: `int`, `list[string]`, `int?`, `int | string`. */
export function typeToString(type: ExprType): string {
  switch (type.kind) {
    case 'list':
      return `list[${typeToString(type.item)}]`;
    case 'union':
      return unionToString(type.members);
    case 'unresolved':
      return type.of.kind === 'any' ? 'unresolved' : `unresolved[${typeToString(type.of)}]`;
    case 'typevar':
      return type.name;
    default:
      return type.kind;
  }
}

/** `T | nulltype` has a short form, `T?`, when there is one other member. */
function unionToString(members: readonly ExprType[]): string {
  const [first, second] = members;
  if (members.length === 2 && first !== undefined && second?.kind === 'nulltype') {
    return `${typeToString(first)}?`;
  }
  return members.map(typeToString).join(' | ');
}

/** Reads a type as the specification writes it; undefined when it is none. Names are case-insensitive. */
export function parseType(text: string): ExprType | undefined {
  const reader = new TypeReader(text);
  const type = reader.union();
  return type !== undefined && reader.atEnd ? type : undefined;
}

class TypeReader {
  readonly #tokens: string[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = text.match(/[A-Za-z_][A-Za-z0-9_]*|\S/g) ?? [];
  }

  get atEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  union(): ExprType | undefined {
    const members: ExprType[] = [];
    do {
      const member = this.#optional();
      if (member === undefined) return undefined;
      members.push(member);
    } while (this.#accept('|'));
    return unionOf(...members);
  }

  #optional(): ExprType | undefined {
    let type = this.#primary();
    while (type !== undefined && this.#accept('?')) type = unionOf(type, TYPES.nulltype);
    return type;
  }

  #primary(): ExprType | undefined {
    const name = this.#tokens[this.#next];
    if (name === undefined) return undefined;
    this.#next++;
    const lower = name.toLowerCase();
    if (lower === 'list') {
      const item = this.#parameter();
      return item === undefined ? undefined : listOf(item);
    }
    if (lower === 'unresolved') {
      if (this.#tokens[this.#next] !== '[') return unresolved(TYPES.any);
      const of = this.#parameter();
      return of === undefined ? undefined : unresolved(of);
    }
    if (/^T[123]?$/.test(name)) return { kind: 'typevar', name };
    return Object.hasOwn(TYPES, lower) ? TYPES[lower as keyof typeof TYPES] : undefined;
  }

  #parameter(): ExprType | undefined {
    if (!this.#accept('[')) return undefined;
    const type = this.union();
    return this.#accept(']') ? type : undefined;
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false;
    this.#next++;
    return true;
  }
}
