import type { Budget } from './budget.ts';
import { tryCoerce } from './coerce.ts';
import { ExprError } from './errors.ts';
import type { CallContext, FunctionDefinition } from './functions/definition.ts';
import { noMatch } from './no-match.ts';
import { type Match, possibleResult, selectOverload } from './overloads.ts';
import type { PathFormat } from './paths/path-format.ts';
import type { PathMappingRule } from './paths/path-mapping.ts';
import { type Term, termType, unresolvedTerm } from './term.ts';
import { typeToString } from './type-text.ts';
import { type ExprType, typesEqual } from './types.ts';
import { hostOnly, needsExtension } from './unknown-name.ts';
import { type Value, valueType } from './values.ts';

/** Where expressions are evaluated: what a host has and a submitter's machine has not. */
export interface Host {
  /** Undefined while it is not known on which system the expression will be evaluated. */
  readonly pathFormat: PathFormat | undefined;
  /** Undefined outside of hosts; 'unknown' when a check is made for a host. */
  readonly pathMappingRules: readonly PathMappingRule[] | 'unknown' | undefined;
  /** Whether the SERVICE extension's functions exist. */
  readonly service: boolean;
}

/** Calls functions of the library: selects the overload, converts arguments, charges for the work. */
export class Dispatcher {
  readonly #context: CallContext;
  readonly #budget: Budget;
  readonly #host: Host;

  constructor(budget: Budget, host: Host) {
    this.#budget = budget;
    this.#host = host;
    this.#context = {
      pathFormat: host.pathFormat ?? 'POSIX',
      pathMappingRules: Array.isArray(host.pathMappingRules) ? host.pathMappingRules : [],
      count: (operations) => budget.count(operations),
      countText: (length) => budget.countText(length),
      reserve: (bytes) => budget.reserve(bytes),
    };
  }

  get pathFormat(): PathFormat {
    return this.#context.pathFormat;
  }

  /** Calls a function; with unresolved arguments only the type of the result is found. */
  call(definition: FunctionDefinition, args: readonly Term[], isMethod: boolean): Term {
    this.#budget.count(1);
    if (definition.hostOnly === true && this.#host.pathMappingRules === undefined) {
      throw hostOnly(definition.name);
    }
    if (definition.extension !== undefined && !this.#host.service) throw needsExtension(definition);
    const values = args as readonly Value[];
    if (args.some((arg) => arg.kind === 'unresolved'))
      return this.#typeOfCall(definition, args, isMethod);
    const { match, conversions } = select(definition, values, isMethod);
    if (this.#dependsOnHost(definition, match)) return unresolvedTerm(match.result);
    const converted = conversions === undefined ? values : this.#convert(values, conversions);
    return match.overload.run(converted, this.#context);
  }

  #typeOfCall(definition: FunctionDefinition, args: readonly Term[], isMethod: boolean): Term {
    const call = { definition, args: args.map(termType), isMethod };
    const result = possibleResult(call);
    if (typeof result === 'string') throw new ExprError('type-mismatch', result);
    if (result === undefined) throw noMatch(call);
    return unresolvedTerm(result);
  }

  /** A result that another system, or the session's rules, would make different cannot be known yet. */
  #dependsOnHost(definition: FunctionDefinition, { overload }: Match): boolean {
    if (definition.hostOnly === true) return this.#host.pathMappingRules === 'unknown';
    return (
      this.#host.pathFormat === undefined &&
      [overload.result, ...overload.params].some(mentionsPath)
    );
  }

  #convert(
    values: readonly Value[],
    conversions: readonly (ExprType | undefined)[],
  ): readonly Value[] {
    return values.map((value, index) => {
      const target = conversions[index];
      if (target === undefined) return value;
      const converted = tryCoerce(value, target, {
        pathFormat: this.#context.pathFormat,
        materialize: (count) => {
          this.#budget.count(Number(count));
          this.#budget.reserve(Number(count));
        },
      });
      return converted ?? value;
    });
  }
}

function mentionsPath(type: ExprType): boolean {
  return type.kind === 'path' || (type.kind === 'list' && mentionsPath(type.item));
}

interface Selection {
  readonly match: Match;
  /** What to convert arguments to; undefined when all fit. */
  readonly conversions: readonly (ExprType | undefined)[] | undefined;
}

/** What was selected for the types of earlier calls: the same few over and over. */
const SELECTIONS = new WeakMap<FunctionDefinition, Map<string, Selection>>();

function select(
  definition: FunctionDefinition,
  values: readonly Value[],
  isMethod: boolean,
): Selection {
  let known = SELECTIONS.get(definition);
  if (known === undefined) {
    known = new Map();
    SELECTIONS.set(definition, known);
  }
  let key = isMethod ? '.' : '';
  for (const value of values)
    key += value.kind === 'list' ? `list[${typeToString(value.item)}],` : `${value.kind},`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const selection = selectFor({ definition, args: values.map(valueType), isMethod });
  known.set(key, selection);
  return selection;
}

function selectFor(call: Parameters<typeof selectOverload>[0]): Selection {
  const match = selectOverload(call);
  if (typeof match === 'string') throw new ExprError('type-mismatch', match);
  if (match === undefined) throw noMatch(call);
  const conversions = match.params.map((param, index) => {
    const type = call.args[index];
    return type === undefined || param.kind === 'any' || typesEqual(type, param)
      ? undefined
      : param;
  });
  return {
    match,
    conversions: conversions.every((target) => target === undefined) ? undefined : conversions,
  };
}
