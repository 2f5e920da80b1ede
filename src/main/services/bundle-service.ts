import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import {
  type Bundle,
  type BundleSetup,
  type BundleTabs,
  bundleSetup,
  bundleTabs,
  type ParameterValues,
  ProtocolError,
  parameterValues,
  type RecentBundle,
} from '../../shared/protocol/index.ts';
import type { AppPaths } from './app-paths.ts';
import { listBundleFiles } from './bundle-files.ts';
import { findTemplate, realOrResolved } from './directories.ts';
import type { DraftService } from './draft-service.ts';
import { JsonStore } from './json-store.ts';
import type { PlaceService } from './place-service.ts';
import type { SampleService } from './sample-service.ts';
import { templateWork } from './template-work.ts';
import { readHead, readTextFile, writeTextFile } from './text-files.ts';
import type { Troubles } from './troubles.ts';
import type { TrustService } from './trust-service.ts';

const MAX_RECENT = 30;

const VALUE_FILES = ['parameter_values.yaml', 'parameter_values.yml', 'parameter_values.json'];
/** As for a template: what is larger was not written by hand. */
const MAX_VALUES_BYTES = 4 * 1024 * 1024;

const recentFile = z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.number() }));
const memory = z.object({
  /** Form values, set-up and tabs of each bundle, by its real path. */
  bundles: z.record(
    z.string(),
    z.object({
      values: parameterValues,
      setup: bundleSetup.default(() => emptySetup()),
      farmProfile: z.string().optional(),
      tabs: bundleTabs.optional(),
    }),
  ),
});
type Kept = z.infer<typeof memory>['bundles'][string];

function emptySetup(): BundleSetup {
  return bundleSetup.parse({});
}

/** Opens bundles and remembers what belongs to them: recent ones, form values, set-up. */
export class BundleService {
  readonly #recent: JsonStore<z.infer<typeof recentFile>>;
  readonly #memory: JsonStore<z.infer<typeof memory>>;
  readonly #drafts: DraftService;
  readonly #places: PlaceService;
  readonly #trust: TrustService;
  readonly #samples: SampleService;

  constructor(
    paths: AppPaths,
    services: {
      drafts: DraftService;
      places: PlaceService;
      trust: TrustService;
      samples: SampleService;
      troubles: Troubles;
    },
  ) {
    this.#recent = new JsonStore(
      join(paths.stateDirectory, 'recent.json'),
      recentFile,
      () => [],
      services.troubles.damaged('recent'),
    );
    this.#memory = new JsonStore(
      join(paths.stateDirectory, 'bundles.json'),
      memory,
      () => ({ bundles: {} }),
      services.troubles.damaged('bundles'),
    );
    this.#drafts = services.drafts;
    this.#places = services.places;
    this.#trust = services.trust;
    this.#samples = services.samples;
  }

  /**
   * Opens a bundle's folder, or a template or environment template by its own path. Reads only; nothing
   * of the bundle is executed.
   *
   * @throws ProtocolError `not-found`, `not-readable`, `not-a-bundle`, `not-text`, `too-large`.
   */
  async open(path: string): Promise<Bundle> {
    const templatePath = await this.#templateOf(await this.#samples.workingCopy(resolve(path)));
    const template = await readTextFile(templatePath);
    const root = dirname(templatePath);
    const key = await realOrResolved(root);
    const [listing, remembered, draft, place, trust, bundledValues] = await Promise.all([
      listBundleFiles(root),
      this.#memory.read(),
      this.#drafts.load(templatePath),
      this.#places.load(templatePath),
      this.#trust.stateOf(root),
      valuesOfBundle(root),
    ]);
    const kept = remembered.bundles[key];
    const name = basename(root) || templatePath;
    await this.#remember(templatePath, name);
    return {
      root,
      name,
      template,
      format: templatePath.toLowerCase().endsWith('.json') ? 'json' : 'yaml',
      files: listing.files,
      moreFiles: listing.more,
      bundledValues,
      keptValues: kept?.values ?? {},
      trust,
      isSample: this.#samples.isSample(root),
      ...(draft && draft.text !== template.text ? { draft } : {}),
      ...(place ? { place } : {}),
      setup: kept?.setup ?? emptySetup(),
      ...(kept?.farmProfile === undefined ? {} : { farmProfile: kept.farmProfile }),
      ...(kept?.tabs ? { tabs: kept.tabs } : {}),
    };
  }

  /** Makes a new bundle folder with one template; an existing folder must be empty of templates. */
  async create(directory: string, name: string, text: string): Promise<Bundle> {
    if (!/^[^/\\\0]{1,200}$/.test(name) || name === '.' || name === '..')
      throw new ProtocolError('invalid-params', `"${name}" cannot be the name of a folder.`);
    const root = resolve(directory, name);
    if (await findTemplate(root))
      throw new ProtocolError('not-writable', `${root} holds a template already.`);
    try {
      await mkdir(root, { recursive: true });
    } catch (error) {
      throw new ProtocolError(
        'not-writable',
        `The folder ${root} cannot be made: ${(error as NodeJS.ErrnoException).code ?? error}.`,
      );
    }
    await writeTextFile(join(root, 'template.yaml'), text, null, false);
    await this.#trust.keepAfterEdit(root);
    return this.open(root);
  }

  async keepValues(root: string, values: ParameterValues): Promise<void> {
    await this.#change(root, (entry) => ({ ...entry, values }));
  }

  async keepSetup(
    root: string,
    changed: { [Key in keyof BundleSetup]?: BundleSetup[Key] | undefined },
  ): Promise<void> {
    const given = Object.entries(changed).filter(([, value]) => value !== undefined);
    await this.#change(root, (entry) => ({
      ...entry,
      setup: { ...entry.setup, ...Object.fromEntries(given) },
    }));
  }

  /** Keeps which farm a bundle is checked for; undefined: the one of the settings. */
  async setFarmProfile(root: string, farmProfile: string | undefined): Promise<void> {
    await this.#change(root, ({ farmProfile: _before, ...entry }) =>
      farmProfile === undefined ? entry : { ...entry, farmProfile },
    );
  }

  async keepTabs(root: string, tabs: BundleTabs): Promise<void> {
    await this.#change(root, (entry) => ({ ...entry, tabs }));
  }

  async listRecent(): Promise<RecentBundle[]> {
    const entries = await this.#recent.read();
    return Promise.all(
      entries.map(async (entry) => ({
        ...entry,
        missing: await stat(entry.path).then(
          () => false,
          () => true,
        ),
      })),
    );
  }

  async removeRecent(path: string): Promise<void> {
    await this.#recent.update((entries) => entries.filter((entry) => entry.path !== path));
  }

  async #change(root: string, change: (entry: Kept) => Kept): Promise<void> {
    const key = await realOrResolved(root);
    await this.#memory.update((file) => ({
      bundles: {
        ...file.bundles,
        [key]: change(file.bundles[key] ?? { values: {}, setup: emptySetup() }),
      },
    }));
  }

  async #templateOf(path: string): Promise<string> {
    const info = await stat(path).catch(() => undefined);
    if (!info) throw new ProtocolError('not-found', `${path} does not exist.`);
    if (!info.isDirectory()) return path;
    const template = await findTemplate(path);
    if (template) return template;
    throw new ProtocolError(
      'not-a-bundle',
      `${path} has no template.yaml or template.json. A bundle is a folder with one of them.`,
    );
  }

  async #remember(path: string, name: string): Promise<void> {
    await this.#recent
      .update((entries) =>
        [
          { path, name, openedAt: Date.now() },
          ...entries.filter((entry) => entry.path !== path),
        ].slice(0, MAX_RECENT),
      )
      // A full disk must not keep anyone from opening a bundle.
      .catch(() => undefined);
  }
}

/** The values of a bundle's own file; none where it has no such file. */
async function valuesOfBundle(root: string): Promise<ParameterValues> {
  for (const name of VALUE_FILES) {
    const head = await readHead(join(root, name), MAX_VALUES_BYTES).catch(() => undefined);
    if (head === undefined) continue;
    return head.size > MAX_VALUES_BYTES ? {} : templateWork.values(head.bytes.toString('utf8'));
  }
  return {};
}
