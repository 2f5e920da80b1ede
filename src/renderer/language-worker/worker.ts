import { applyPathMapping, valueToText } from '../../shared/expr/index.ts';
import type { Step } from '../../shared/model/index.ts';
import { authoring } from './authoring.ts';
import { buildJob } from './build.ts';
import { type Checked, checkDocument } from './check.ts';
import { checkFile, writeFile } from './check-file.ts';
import type {
  FormValues,
  LanguageMethods,
  LanguageRequest,
  LanguageResponse,
  TaskRow,
} from './contract.ts';
import { openedDocument } from './documents.ts';
import { runCommand } from './edit-commands.ts';
import { FormerJob } from './former-job.ts';
import { copyItems } from './paste-command.ts';
import { environmentsOf, Plan } from './plan.ts';
import { queryRows, runQuery } from './query.ts';
import { previewAction, type ResolveContext } from './resolve.ts';
import { mapTasks } from './task-map.ts';
import { placeNow } from './task-places.ts';
import { treeOf } from './tree.ts';

/** The language in a thread of its own: typing and scrolling never wait for it. */

let checked: Checked | undefined;
let built: ResolveContext | undefined;
let values: FormValues = {};
/** Steps whose tasks depend on a value that is missing. */
let open: ReadonlySet<string> = new Set();
let plan: Plan | undefined;
let former: FormerJob | undefined;

const methods: LanguageMethods = {
  check(params) {
    checked = checkDocument(params);
    return checked.result;
  },
  writeFile,
  checkFile: (params) => checkFile(params, checked?.template ? checked.definitions : undefined),
  build(params) {
    if (!checked) return { problems: [], issues: {} };
    const { result, job, missing } = buildJob(checked, params);
    // A template that does not work while it is typed leaves the last job that did.
    if (job) {
      const { pathFormat, pathMappingRules } = params;
      const { text, layers } = checked;
      built = { job, text, layers, pathFormat, pathMappingRules, missing };
      open = new Set(result.job?.steps.flatMap(({ name, needs }) => (needs ? [name] : [])));
      values = params.values;
    }
    return result;
  },
  tasks({ step, from, count }) {
    const space = stepOf(step)?.space;
    if (!space) return [];
    const rows: TaskRow[] = [];
    const first = BigInt(from);
    for (let index = first; index < first + BigInt(count) && index < space.count; index++) {
      const values = [...space.at(index).values()].map(({ value }) => valueToText(value));
      rows.push({ index: String(index), values });
    }
    return rows;
  },
  map({ step, x, y }) {
    const space = stepOf(step)?.space;
    return space ? mapTasks(space, x, y) : null;
  },
  async query(params) {
    const found = stepOf(params.step);
    return found && built ? runQuery(built.job, found, params, built.pathFormat) : null;
  },
  queryRows: ({ from, count }) => queryRows(BigInt(from), count),
  resolve({ step, index }) {
    const found = stepOf(step);
    if (!found || !built || BigInt(index) >= found.space.count) return null;
    return previewAction(built, environmentsOf(built.job, found), {
      kind: 'task',
      step: found,
      task: found.space.at(BigInt(index)),
    });
  },
  plan({ scope }) {
    // Which tasks there are must be known.
    plan = built && open.size === 0 ? new Plan(built, scope) : undefined;
    return plan?.summary ?? null;
  },
  planRows: ({ from, count }) => plan?.rows(BigInt(from), count) ?? [],
  resolveRow: ({ row }) => plan?.resolve(BigInt(row)) ?? null,
  former({ check, build, single }) {
    const document = checkDocument(check);
    const { job } = buildJob(document, build);
    const { pathFormat, pathMappingRules } = build;
    const { text, layers } = document;
    former = job && new FormerJob({ job, text, layers, pathFormat, pathMappingRules }, single);
    return former !== undefined;
  },
  matchSteps: () => (built && former?.matchSteps(built)) ?? [],
  formerPlaces({ step, from, count }) {
    const found = stepOf(step);
    return found && former
      ? former.places(found, BigInt(from), count)
      : { places: new Float64Array(), lengths: new Uint32Array() };
  },
  placeNow({ step, values }) {
    const found = stepOf(step);
    const index = found && placeNow(found, values);
    return index === undefined ? null : { index: String(index) };
  },
  mapPath({ path, rules, pathFormat }) {
    const mapped = applyPathMapping(rules, path, pathFormat);
    return { path: mapped.path, rule: mapped.rule ? rules.indexOf(mapped.rule) : -1 };
  },
  edit: ({ text, format, command }) => runCommand(text, format, command),
  copyItems: ({ text, format, path, indices }) =>
    copyItems(openedDocument(text, format), path, indices),
  tree: ({ text, format }) => treeOf(openedDocument(text, format)),
  ...authoring(() => values),
};

function stepOf(name: string): Step | undefined {
  // Of a step whose tasks are not known nothing is told.
  return open.has(name) ? undefined : built?.job.steps.find((step) => step.name === name);
}

function answer({ id, method, params }: LanguageRequest): LanguageResponse {
  try {
    const call = methods[method] as (params: unknown) => unknown;
    return { id, result: call(params) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

self.onmessage = (event: MessageEvent<LanguageRequest>) => {
  const response = answer(event.data);
  if ('result' in response && response.result instanceof Promise)
    void response.result.then(
      (result) => self.postMessage({ id: response.id, result }),
      (error: unknown) => self.postMessage({ id: response.id, error: String(error) }),
    );
  else self.postMessage(response);
};
