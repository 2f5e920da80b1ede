/**
 * A token of an expression. Whether a name is a keyword depends on its place (§1.1.3), so the lexer does
 * not tell: `Param.if` holds no keyword.
 */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'int'; readonly text: string; readonly value: bigint }
  | { readonly kind: 'float'; readonly text: string; readonly value: number }
  | { readonly kind: 'string'; readonly text: string; readonly value: string }
  | { readonly kind: 'end'; readonly text: '' }
);

/** Words with a meaning of their own where an operand or an operator may stand (§1.1.3, §1.1.4). */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'if',
  'else',
  'and',
  'or',
  'not',
  'for',
  'in',
  'True',
  'False',
  'None',
  'true',
  'false',
  'null',
]);

/** A token in words, for messages. */
export function describeToken(token: Token): string {
  return token.kind === 'end' ? 'the end' : `'${token.text}'`;
}
