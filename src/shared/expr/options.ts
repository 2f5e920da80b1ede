import type { Allowance } from './allowance.ts';
import type { ExprIssue } from './errors.ts';
import type { PathFormat } from './paths/path-format.ts';
import type { PathMappingRule } from './paths/path-mapping.ts';
import type { ExprType } from './types.ts';
import type { Value } from './values.ts';

/** What evaluations and checks have in common. */
interface CommonOptions {
  /** Whether the SERVICE extension's functions exist. */
  readonly service?: boolean | undefined;
  readonly limits?: Partial<EvalLimits> | undefined;
  /** What this expression shares with others. */
  readonly allowance?: Allowance | undefined;
  /** Ends an evaluation from outside. */
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** How expressions are evaluated. */
export interface EvalOptions extends CommonOptions {
  /** Whether the EXPR extension's language applies; without it only names are evaluated. */
  readonly expr: boolean;
  readonly pathFormat: PathFormat;
  /** Present in host contexts only, also when there are no rules: makes `apply_path_mapping` available. */
  readonly pathMappingRules?: readonly PathMappingRule[] | undefined;
}

export interface EvalLimits {
  readonly memory: number;
  readonly operations: number;
  readonly depth: number;
}

/** How expressions are checked before all values are known. */
export interface CheckOptions extends CommonOptions {
  readonly expr: boolean;
  /** What the field takes, for a format string that is one expression: `int?`, `string? | list[string]` … */
  readonly target?: ExprType | undefined;
  /** Whether the expression is evaluated on a worker host, where `apply_path_mapping` exists. */
  readonly hostContext: boolean;
  /** How paths of known values behave; template scope is POSIX (§1.2.1). */
  readonly pathFormat?: PathFormat | undefined;
}

/** A symbol that an expression uses, and where: for renaming and for finding unused parameters. */
export interface Reference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface CheckResult {
  readonly issues: readonly ExprIssue[];
  /** The type of the result; `unresolved[T]` when it depends on values that are not known yet. */
  readonly type: ExprType;
  /** The value, when all of it is known already. */
  readonly value?: Value;
  readonly references: readonly Reference[];
  /** Not all that is known could be computed: other expressions had taken too much. */
  readonly cutShort?: true;
}
