import {
  type CheckResult,
  checkExpression,
  checkFormatString,
  type ExprIssue,
  type ExprType,
  type FormatString,
  type Reference,
  TYPES,
  type TypeScope,
  unresolved,
} from '../../expr/index.ts';
import { type ScalarNode, sourceRange } from '../../yaml/index.ts';
import type { Place } from '../collector.ts';
import { FIELD_TYPES } from '../scopes.ts';
import type {
  FormatValue,
  JobParameterDefinition,
  LetValue,
  NumericValue,
} from '../template/types.ts';
import type { ValidationContext } from './context.ts';
import { explainName } from './explain-name.ts';

interface Checked {
  readonly node: ScalarNode;
  readonly place: Place | undefined;
}

/** Checks format strings and `let` bindings of one template against scopes. */
export class FormatChecker {
  readonly context: ValidationContext;
  readonly #definitions: readonly JobParameterDefinition[];
  readonly #expr: boolean;
  #told = false;

  constructor(context: ValidationContext, definitions: readonly JobParameterDefinition[]) {
    this.context = context;
    this.#definitions = definitions;
    this.#expr = context.extensions.has('EXPR');
  }

  /** A text that is resolved when the job is created. */
  job(value: FormatValue | undefined, scope: TypeScope, target: ExprType = FIELD_TYPES.text): void {
    if (value !== undefined) this.#check(value.format, value, scope, target, false);
  }

  /** A text that is resolved on the host. */
  host(
    value: FormatValue | undefined,
    scope: TypeScope,
    target: ExprType = FIELD_TYPES.text,
  ): void {
    if (value !== undefined) this.#check(value.format, value, scope, target, true);
  }

  numeric(value: NumericValue | undefined, scope: TypeScope, target: ExprType): void {
    if (value === undefined || typeof value.value === 'number') return;
    this.#check(value.value, value, scope, target, false);
  }

  format(format: FormatString, at: Checked, scope: TypeScope, target: ExprType): void {
    this.#check(format, at, scope, target, false);
  }

  /**
   * Checks bindings in their order and adds each to `scope`, which is the block's own. A name that the
   * block or a scope around it has already is an error (§3.6).
   */
  bindings(values: readonly LetValue[], scope: TypeScope, hostContext: boolean): void {
    for (const { node, place, binding } of values) {
      this.#issues(binding.issues, { node, place }, scope);
      const { name, expression } = binding;
      const options = { expr: true, hostContext, allowance: this.context.allowance };
      const result = expression && checkExpression(expression, scope, options);
      if (result !== undefined) {
        this.#issues(result.issues, { node, place }, scope);
        this.#tell(result, { node, place });
        this.#reference(result.references);
      }
      if (name === undefined) continue;
      if (scope.has(name)) {
        this.context.collector.error(
          'let-shadows',
          `"${name}" is bound already, here or in a "let" around it. Choose another name.`,
          sourceRange(node, binding.nameStart, binding.nameEnd),
          place,
          { name },
        );
        continue;
      }
      // After an error the binding's type is open, so that its uses are not errors as well.
      const known = result !== undefined && result.issues.length === 0;
      scope.set(name, known ? (result.value ?? result.type) : unresolved(TYPES.any));
    }
  }

  #check(
    format: FormatString,
    at: Checked,
    scope: TypeScope,
    target: ExprType,
    hostContext: boolean,
  ): void {
    if (format.isLiteral && format.issues.length === 0) return;
    if (this.#expr) this.#noteUse(format, scope);
    const { allowance } = this.context;
    const options = { expr: this.#expr, target, hostContext, allowance };
    const result = checkFormatString(format, scope, options);
    this.#issues(result.issues, at, scope);
    this.#tell(result, at);
    this.#reference(result.references);
  }

  /** Says once that values were left to the run, at the first expression that was. */
  #tell({ cutShort }: CheckResult, { node, place }: Checked): void {
    if (cutShort !== true || this.#told) return;
    this.#told = true;
    const message = `The expressions of this template compute more than ${this.context.allowance.total} operations before anything runs. What this one and long ones after it come to was not looked at.`;
    this.context.collector.hint('check-cut-short', message, node.range, place);
  }

  /** Notes whether the format string needs EXPR: anything but the name of a value of the base revision. */
  #noteUse(format: FormatString, scope: TypeScope): void {
    for (const segment of format.segments) {
      if (segment.kind !== 'expression') continue;
      const { expression } = segment;
      const isPlain =
        expression?.kind === 'name' &&
        scope.has(expression.name) &&
        expression.name !== 'Job.Name' &&
        expression.name !== 'Step.Name';
      if (!isPlain) this.context.used.add('EXPR');
    }
  }

  #reference(references: readonly Reference[]): void {
    for (const { name } of references) this.context.references.add(name);
  }

  #issues(issues: readonly ExprIssue[], at: Checked, scope: TypeScope): void {
    for (const issue of issues) this.#report(issue, at, scope);
  }

  #report(issue: ExprIssue, { node, place }: Checked, scope: TypeScope): void {
    const { collector, used } = this.context;
    if (issue.code === 'expression-needs-expr' && issue.data?.extension === 'EXPR') {
      used.add('EXPR');
      const message =
        'Expressions need the EXPR extension. Add EXPR to "extensions" of the template, or refer to one value only.';
      const range = sourceRange(node, issue.start, issue.end);
      collector.error('extension-required', message, range, place, { extension: 'EXPR' });
      return;
    }
    const name = issue.code === 'unknown-name' ? issue.data?.name : undefined;
    const why =
      typeof name === 'string'
        ? explainName(name, scope, this.#definitions, this.context)
        : undefined;
    collector.issue(why === undefined ? issue : { ...issue, ...why }, node, place);
  }
}
