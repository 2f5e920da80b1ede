import { type Step, signatureOf } from '../../shared/model/index.ts';
import type { Amounts } from './amounts.ts';
import type { PlannedTask, TaskSource } from './task-source.ts';

export type TaskEnd = 'succeeded' | 'failed' | 'canceled';

/** A step with the tasks of it that are to run. */
export interface StepPlan {
  readonly step: Step;
  readonly source: TaskSource;
}

export interface Assignment {
  readonly step: Step;
  readonly planned: PlannedTask;
}

interface StepProgress extends StepPlan {
  readonly signature: string;
  exhausted: boolean;
  running: number;
  unsuccessful: number;
}

/**
 * Gives out tasks: steps in the order of their dependencies, each only when those it depends on have
 * succeeded, and no more at a time than the machine has room for.
 */
export class Scheduler {
  readonly #steps: readonly StepProgress[];
  readonly #byName: ReadonlyMap<string, StepProgress>;
  readonly #amounts: Amounts;
  #stopped = false;
  #waiting: (() => void)[] = [];

  /** `plans` in an order in which each step comes after those it depends on. */
  constructor(plans: readonly StepPlan[], amounts: Amounts) {
    this.#steps = plans.map((plan) => ({
      ...plan,
      signature: signatureOf(plan.step),
      exhausted: plan.source.total === 0n,
      running: 0,
      unsuccessful: 0,
    }));
    this.#byName = new Map(this.#steps.map((one) => [one.step.name, one]));
    this.#amounts = amounts;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** True when every task was given out. */
  get exhausted(): boolean {
    return this.#steps.every((one) => one.exhausted);
  }

  /** Gives out nothing more. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /**
   * The next task, of a step with a signature where one is given (a session that has entered its
   * environments). Waits while one may still become ready; undefined when none will.
   */
  async next(signature?: string): Promise<Assignment | undefined> {
    for (;;) {
      if (this.#stopped) return undefined;
      const fitting = this.#steps.filter(
        (one) => signature === undefined || one.signature === signature,
      );
      for (const one of fitting) {
        const assignment = this.#take(one);
        if (assignment !== undefined) return assignment;
      }
      // While nothing runs nothing becomes ready: what is next needs a session of another kind.
      if (signature !== undefined && this.#steps.every((one) => one.running === 0))
        return undefined;
      const hopeful = this.#mayBecomeReady();
      if (!fitting.some((one) => !one.exhausted && hopeful.has(one))) return undefined;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  ended({ step, planned }: Assignment, end: TaskEnd, seconds: number): void {
    const one = this.#byName.get(step.name);
    if (one === undefined) return;
    one.running--;
    if (end !== 'succeeded') one.unsuccessful++;
    else one.source.took?.(planned, seconds);
    this.#amounts.giveBack(step.hostRequirements);
    this.#wake();
  }

  #take(one: StepProgress): Assignment | undefined {
    if (one.exhausted || !this.#isReady(one)) return undefined;
    if (!this.#amounts.take(one.step.hostRequirements)) return undefined;
    const planned = one.source.next();
    if (planned === undefined) {
      one.exhausted = true;
      this.#amounts.giveBack(one.step.hostRequirements);
      this.#wake();
      return undefined;
    }
    one.running++;
    return { step: one.step, planned };
  }

  #isReady(one: StepProgress): boolean {
    return this.#dependencies(one).every(
      (other) => other.exhausted && other.running === 0 && other.unsuccessful === 0,
    );
  }

  /** Steps of whose dependencies none has failed, nor any that those wait for: each is looked at once. */
  #mayBecomeReady(): Set<StepProgress> {
    const hopeful = new Set<StepProgress>();
    for (const one of this.#steps) {
      const dependencies = this.#dependencies(one);
      if (dependencies.every((other) => other.unsuccessful === 0 && hopeful.has(other)))
        hopeful.add(one);
    }
    return hopeful;
  }

  /** Those in the plan: a step that is run without its dependencies takes them for done. */
  #dependencies(one: StepProgress): StepProgress[] {
    return one.step.dependencies
      .map((name) => this.#byName.get(name))
      .filter((other): other is StepProgress => other !== undefined);
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
