import { ExprError } from './errors.ts';
import { LIMITS } from './limits.ts';
import type { EvalLimits } from './options.ts';

/** What every expression may take, however much the others have taken. */
const AT_LEAST = 1_000;

/**
 * Operations that the expressions of one template share: a template may hold a hundred thousand of them, and
 * each may take as much as the language allows (§1.3.10).
 */
export class Allowance {
  readonly total: number;
  #left: number;

  constructor(total: number) {
    this.total = total;
    this.#left = total;
  }

  /** The limits of the next expression, if its own are these. */
  limits(own: Partial<EvalLimits> | undefined): Partial<EvalLimits> {
    return { ...own, operations: Math.min(operationsOf(own), Math.max(this.#left, AT_LEAST)) };
  }

  /** Whether an expression could not be finished because others had taken so much. */
  ended(error: unknown, own: Partial<EvalLimits> | undefined): boolean {
    return (
      error instanceof ExprError &&
      error.code === 'operation-limit' &&
      Math.max(this.#left, AT_LEAST) < operationsOf(own)
    );
  }

  spend(operations: number): void {
    this.#left = Math.max(0, this.#left - operations);
  }
}

function operationsOf(limits: Partial<EvalLimits> | undefined): number {
  return limits?.operations ?? LIMITS.operations;
}
