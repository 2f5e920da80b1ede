import { valueToText } from '../../shared/expr/index.ts';
import {
  contentDifferences,
  contentOf,
  type Step,
  type StepContent,
  type TaskSpace,
  writtenText,
} from '../../shared/model/index.ts';
import type { StepMatch } from './contract.ts';
import type { ResolveContext } from './resolve.ts';
import { firstPlace } from './task-places.ts';

/**
 * The job that a run was made of beside the one of today. A task is the same as one of then when all its
 * parameters have the same values; whether it would still do the same is said apart.
 */
export class FormerJob {
  readonly #then: ResolveContext;
  readonly #single: ReadonlySet<string>;
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #spaces = new Map<string, TaskSpace>();
  readonly #contents = new Map<string, StepContent>();

  /** `single`: steps whose tasks the run counted in single values, because it measured its chunks. */
  constructor(then: ResolveContext, single: readonly string[]) {
    this.#then = then;
    this.#single = new Set(single);
    this.#steps = new Map(then.job.steps.map((step) => [step.name, step]));
  }

  matchSteps(now: ResolveContext): StepMatch[] {
    const differences = this.#differencesTo(now);
    return now.job.steps.map((step) => {
      const old = this.#steps.get(step.name);
      const space = this.#spaceOf(step.name);
      if (!old || !space)
        return { step: step.name, count: '0', same: false, unchanged: false, differs: [] };
      const unchanged = isSameSpace(old.space, step.space);
      return {
        step: step.name,
        count: String(space.count),
        same: space === old.space && unchanged,
        unchanged,
        differs: differences(old, step),
      };
    });
  }

  #differencesTo(now: ResolveContext): (old: Step, step: Step) => readonly string[] {
    const then = this.#then;
    if (then.text === now.text && isSameSetting(then, now)) return () => [];
    const between = (old: StepContent, today: StepContent) =>
      contentDifferences(
        { job: then.job, rules: then.pathMappingRules, content: old },
        { job: now.job, rules: now.pathMappingRules, content: today },
      );
    if (now.job.steps.length <= MOST_COMPARED)
      return (old, step) => between(this.#contentOf(old), contentOf(now.job, step));
    // Of very many steps it is not looked at what each of them uses: any change counts for all.
    const all = between(wholeContent(then), wholeContent(now));
    return () => all;
  }

  /** Where each of today's tasks was then, −1 for one that was not, and how many places it stands for. */
  places(step: Step, from: bigint, count: number): { places: Float64Array; lengths: Uint32Array } {
    const left = step.space.count - from;
    const length = left < BigInt(count) ? Number(left > 0n ? left : 0n) : count;
    const places = new Float64Array(length).fill(-1);
    const lengths = new Uint32Array(length).fill(1);
    const space = this.#spaceOf(step.name);
    if (!space) return { places, lengths };
    let at = 0;
    for (const task of step.space.iterate(from)) {
      if (at >= length) break;
      const found = firstPlace(space, task, this.#single.has(step.name));
      if (found) {
        places[at] = Number(found.place);
        lengths[at] = found.length;
      }
      at++;
    }
    return { places, lengths };
  }

  #contentOf(step: Step): StepContent {
    let content = this.#contents.get(step.name);
    if (!content) {
      content = contentOf(this.#then.job, step);
      this.#contents.set(step.name, content);
    }
    return content;
  }

  #spaceOf(step: string): TaskSpace | undefined {
    const known = this.#spaces.get(step);
    if (known) return known;
    const space = this.#steps.get(step)?.space;
    if (!space) return undefined;
    const counted = this.#single.has(step) ? space.withChunkCount(1) : space;
    this.#spaces.set(step, counted);
    return counted;
  }
}

const MOST_COMPARED = 1000;

function isSameSpace(a: TaskSpace, b: TaskSpace): boolean {
  return (
    a === b || (a.count === b.count && writtenText(a.definition) === writtenText(b.definition))
  );
}

function wholeContent({ job, text }: ResolveContext): StepContent {
  return { text, bound: '', names: [...job.parameters.keys()] };
}

/** Values, layers and rules are what they were. */
function isSameSetting(a: ResolveContext, b: ResolveContext): boolean {
  const setting = ({ job, layers, pathMappingRules }: ResolveContext) =>
    JSON.stringify([
      [...job.parameters.values()].map(({ name, value }) => [name, valueToText(value)]),
      layers.map(({ text }) => text),
      pathMappingRules,
    ]);
  return setting(a) === setting(b);
}
