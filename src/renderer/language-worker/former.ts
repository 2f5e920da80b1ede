import {
  type Expression,
  findReferences,
  parseRangeExpr,
  Scope,
  valueToText,
} from '../../shared/expr/index.ts';
import type { Job, Step, TaskSpace } from '../../shared/model/index.ts';
import type { StepTies } from './contract.ts';
import { environmentsOf } from './plan.ts';
import type { ResolveContext } from './resolve.ts';

/**
 * The job that a run was made of beside the one of today. A task is the same as one of then when all its
 * parameters have the same values; whether it would still do the same is said apart.
 */
export class FormerJob {
  readonly #then: ResolveContext;
  readonly #single: ReadonlySet<string>;
  readonly #spaces = new Map<string, TaskSpace>();
  readonly #contents = new Map<string, Content>();

  /** `single`: steps whose tasks the run counted in single values, because it measured its chunks. */
  constructor(then: ResolveContext, single: readonly string[]) {
    this.#then = then;
    this.#single = new Set(single);
  }

  ties(now: ResolveContext): StepTies[] {
    // Of very many steps it is not looked at what each of them uses: any change counts for all.
    const whole = now.job.steps.length > MOST_COMPARED;
    const same = this.#then.text === now.text && isSameSetting(this.#then, now);
    return now.job.steps.map((step) => {
      const old = this.#then.job.steps.find(({ name }) => name === step.name);
      const space = this.#spaceOf(step.name);
      if (!old || !space) return { step: step.name, count: '0', same: false, differs: [] };
      return {
        step: step.name,
        count: String(space.count),
        same: space === old.space && isSameSpace(old.space, step.space),
        differs: same
          ? []
          : differences(
              {
                context: this.#then,
                content: whole ? wholeContent(this.#then) : this.#contentOf(old),
              },
              { context: now, content: whole ? wholeContent(now) : contentOf(now.job, step) },
            ),
      };
    });
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
      const values = Object.fromEntries(
        [...task].map(([name, { value }]) => [name, valueToText(value)]),
      );
      const found = firstPlace(space, values, this.#single.has(step.name));
      if (found) {
        places[at] = Number(found.place);
        lengths[at] = found.length;
      }
      at++;
    }
    return { places, lengths };
  }

  #contentOf(step: Step): Content {
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
    const space = this.#then.job.steps.find(({ name }) => name === step)?.space;
    if (!space) return undefined;
    const counted = this.#single.has(step) ? space.withChunkCount(1) : space;
    this.#spaces.set(step, counted);
    return counted;
  }
}

const MOST_COMPARED = 1000;

/** Today's place of a task with these values, of a chunk that of its first value. */
export function placeNow(step: Step, values: Readonly<Record<string, string>>): bigint | undefined {
  const { space } = step;
  const place = space.indexOf(values);
  if (place !== undefined || !space.chunk) return place;
  const { parameter } = space.chunk;
  const first = membersOf(values[parameter] ?? '')?.[0];
  if (first === undefined) return undefined;
  // Chunks are few where the place of one of them is asked for: they are looked through.
  for (let at = 0n; at < space.count && at < MOST_CHUNKS; at++) {
    const task = space.at(at);
    const value = task.get(parameter)?.value;
    if (value?.kind !== 'range_expr' || !value.value.contains(first)) continue;
    const isSame = [...task].every(
      ([name, other]) => name === parameter || valueToText(other.value) === values[name],
    );
    if (isSame) return at;
  }
  return undefined;
}

const MOST_CHUNKS = 100_000n;

function firstPlace(
  space: TaskSpace,
  values: Readonly<Record<string, string>>,
  isSingle: boolean,
): { place: bigint; length: number } | undefined {
  if (!isSingle || !space.chunk) {
    const place = space.indexOf(values);
    return place === undefined ? undefined : { place, length: 1 };
  }
  const { parameter, contiguous } = space.chunk;
  const members = membersOf(values[parameter] ?? '');
  const [first] = members ?? [];
  if (!members || first === undefined) return undefined;
  const text = contiguous ? `${first}-${first}` : String(first);
  const place = space.indexOf({ ...values, [parameter]: text });
  return place === undefined ? undefined : { place, length: members.length };
}

function membersOf(text: string): readonly bigint[] | undefined {
  const parsed = parseRangeExpr(text);
  return 'value' in parsed ? [...parsed.value] : undefined;
}

function isSameSpace(a: TaskSpace, b: TaskSpace): boolean {
  return a === b || (a.count === b.count && textOf(a.definition) === textOf(b.definition));
}

interface Content {
  /** Everything that the step's actions and the environments around them are written as. */
  readonly text: string;
  /** What its `let` bindings came to, by whatever parameters. */
  readonly bound: string;
  /** The job's parameters that stand in it. */
  readonly names: readonly string[];
}

interface Side {
  readonly context: ResolveContext;
  readonly content: Content;
}

/** What makes that a task would do something else than it did: parameters by name, or the template. */
function differences(then: Side, now: Side): string[] {
  const differs: string[] = [];
  if (then.content.text !== now.content.text) differs.push(TEMPLATE);
  const isBound = then.content.bound === now.content.bound;
  const names = new Set([...then.content.names, ...now.content.names]);
  if (!isBound) for (const name of now.context.job.parameters.keys()) names.add(name);
  for (const name of names) {
    const value = ({ context }: Side) => {
      const found = context.job.parameters.get(name)?.value;
      return found === undefined ? undefined : valueToText(found);
    };
    if (value(then) !== value(now)) differs.push(name);
  }
  if (textOf(then.context.pathMappingRules) !== textOf(now.context.pathMappingRules))
    differs.push(RULES);
  return differs;
}

/** Names that no parameter can have. */
const TEMPLATE = '(template)';
const RULES = '(rules)';

function wholeContent({ job, text }: ResolveContext): Content {
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

function contentOf(job: Job, step: Step): Content {
  const names = new Set<string>();
  const text = textOf([step.script, environmentsOf(job, step)], (name) => names.add(name));
  return { text, bound: textOf(step.bindings), names: [...names] };
}

const PLACES = new Set(['origin', 'path', 'description', 'start', 'end']);
const PARAMETER = /^(?:Raw)?Param\.(\w+)$/;

/** A structure as text without its places in the document; tells the parameters that its format strings use. */
function textOf(value: unknown, uses?: (name: string) => void): string {
  const parts: string[] = [];
  visit(value);
  return parts.join('\n');

  function collect(expression: Expression): void {
    const scope = { has: (name: string) => PARAMETER.test(name) };
    for (const { name } of findReferences(expression, scope).found)
      uses?.(PARAMETER.exec(name)?.[1] ?? name);
  }

  function visit(one: unknown): void {
    if (one === null || typeof one !== 'object') {
      parts.push(`${typeof one} ${String(one)}`);
      return;
    }
    if (isFormat(one)) {
      parts.push(`format ${one.source}`);
      for (const { expression } of one.segments) if (expression) collect(expression);
      return;
    }
    if (one instanceof Map) {
      for (const [key, item] of one) {
        parts.push(`key ${String(key)}`);
        visit(item);
      }
      return;
    }
    if (one instanceof Scope) {
      // What a `let` made; the symbols around it are known by the parameters that they stand for.
      for (const name of one.names()) {
        if (/^[A-Z]/.test(name)) continue;
        parts.push(`let ${name}`);
        visit(one.get(name));
      }
      return;
    }
    if (Symbol.iterator in one) {
      parts.push('[');
      if ('ranges' in one) visit(one.ranges);
      else for (const item of one as Iterable<unknown>) visit(item);
      parts.push(']');
      return;
    }
    if ('expression' in one) collect(one.expression as Expression);
    for (const [key, item] of Object.entries(one)) {
      if (PLACES.has(key)) continue;
      parts.push(`key ${key}`);
      visit(item);
    }
  }
}

function isFormat(value: object): value is {
  source: string;
  segments: readonly { expression?: Expression }[];
} {
  return 'source' in value && 'segments' in value && Array.isArray(value.segments);
}
