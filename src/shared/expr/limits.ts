/**
 * The bounds of the expression language. The specification asks for bounded evaluation (§1.3.9, §1.3.10)
 * and recommends the first two numbers; the others are ours: far above any real template, low enough that
 * a hostile one costs nothing.
 */
export const LIMITS = {
  /** Bytes of live values during one evaluation (§1.3.9). */
  memory: 100_000_000,
  /** Operations during one evaluation (§1.3.10). */
  operations: 10_000_000,
  /** Operations of a template's check altogether: what is known already is computed up to this. */
  checkOperations: 20_000_000,
  /** Operations of all expressions that a job's creation, or the start of one action, resolves. */
  jointOperations: 30_000_000,
  /** How deeply an expression may nest (brackets, calls, prefix operators, branches). */
  depth: 64,
  /** How high a syntax tree may become: long chains (`a + b + c …`) grow it without nesting. */
  height: 512,
  /** Characters of one expression. */
  expressionLength: 65_536,
  /** Characters of one format string. */
  formatStringLength: 1_048_576,
  /** Interpolations of one format string. */
  formatStringSegments: 1_000,
  /** Comma-separated parts of a range expression. */
  rangeParts: 10_000,
  /** Bounds and steps of range expressions lie strictly between −2⁶² and 2⁶²: then every count fits in 64 bits. */
  rangeMagnitude: 1n << 62n,
  /** Widest zero padding that `with_number` accepts (§2.3.2). */
  numberPadding: 32,
  /** Code points of a `let` name (Template Schemas §3.6.1). */
  letNameLength: 512,
} as const;
