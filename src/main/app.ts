import { cpus, homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppInfo, Params } from '../shared/protocol/index.ts';
import type { Backend, Broadcast, Connection } from './backend.ts';
import { Dispatcher } from './dispatcher.ts';
import { ptyAvailability } from './process/index.ts';
import { type AppPaths, appPaths } from './services/app-paths.ts';
import { BundleService } from './services/bundle-service.ts';
import { listDirectory } from './services/directories.ts';
import { DraftService } from './services/draft-service.ts';
import { exportBundle } from './services/export-service.ts';
import { readFarmProfile } from './services/farm-profiles.ts';
import { FarmService } from './services/farm-service.ts';
import { FileService } from './services/file-service.ts';
import { findProgram } from './services/machine.ts';
import { PlaceService } from './services/place-service.ts';
import { ResultsService } from './services/results-service.ts';
import { RunService } from './services/run-service.ts';
import { describeTrust } from './services/run-trust.ts';
import { SampleService } from './services/sample-service.ts';
import { SettingsService } from './services/settings-service.ts';
import { SignatureService } from './services/signature-service.ts';
import { templateWork } from './services/template-work.ts';
import { TerminalService } from './services/terminal-service.ts';
import { Troubles } from './services/troubles.ts';
import { TrustService } from './services/trust-service.ts';
import { VERSION } from './version.ts';

interface AppOptions {
  readonly host: AppInfo['host'];
  /** What the command line asked to open. */
  readonly initialPath?: string;
  readonly paths?: AppPaths;
  /** A page has begun to listen to what the host asks of it. */
  readonly onPage?: (connection: Connection) => void;
  /** The system's own file dialog, where the host has one. */
  readonly chooseFile?: Backend['file.choose'];
  /** What the host does with its window, where it has one. */
  readonly window?: {
    tellUnsaved(files: Params<'app.tellUnsaved'>['files']): void;
    close(): void;
  };
  readonly reportError?: (method: string, error: unknown) => void;
}

export interface App {
  readonly dispatcher: Dispatcher;
  /** Does what every window asks for first: a host calls it when its own start is done. */
  prepare(): void;
  /** Stops what runs, as a quitting application does, and lets go of files. */
  close(): Promise<void>;
}

/** Composes the services into the protocol's implementation. Every host starts with this one call. */
export function createApp(options: AppOptions): App {
  const paths = options.paths ?? appPaths();
  let dispatcher: Dispatcher | undefined;
  const broadcast: Broadcast = (event, data) => dispatcher?.broadcast(event, data);

  const troubles = new Troubles(broadcast);
  const settings = new SettingsService(
    paths,
    (changed) => broadcast('settings.changed', { settings: changed }),
    troubles.damaged('settings'),
  );
  const samples = new SampleService(paths, samplesDirectory());
  const trust = new TrustService(paths, troubles.damaged('trust'));
  const signatures = new SignatureService(paths, settings, troubles.damaged('signers'));
  const drafts = new DraftService(paths);
  const places = new PlaceService(paths);
  const bundles = new BundleService(paths, { drafts, places, trust, samples, troubles });
  const files = new FileService({ trust, drafts, places }, broadcast);
  const reportError =
    options.reportError ??
    ((method: string, error: unknown) =>
      process.stderr.write(`jobwright: ${method}: ${describeError(error)}\n`));
  const runs = new RunService({
    paths,
    trust,
    signatures,
    settings,
    broadcast,
    reportError,
    troubles,
    onRun: (run) => {
      terminals.runChanged(run);
      results.runChanged(run);
    },
  });
  const terminals = new TerminalService({ trust, runs: runs.known });
  const results = new ResultsService(runs.known);
  const farm = new FarmService(settings, broadcast);

  const backend: Backend = {
    'app.describe': async (_none, connection) => {
      options.onPage?.(connection);
      return describeApp(options, troubles);
    },
    'app.tellUnsaved': async ({ files: unsaved }) => {
      options.window?.tellUnsaved(unsaved);
      return {};
    },
    'app.closeWindow': async () => {
      options.window?.close();
      return {};
    },
    'settings.get': () => settings.get(),
    'settings.set': ({ patch }) => settings.set(patch),
    'samples.list': () => samples.list(),
    'recent.list': () => bundles.listRecent(),
    'recent.remove': async ({ path }) => done(bundles.removeRecent(path)),
    'bundle.open': async ({ path }, connection) => {
      const opened = await bundles.open(path);
      files.watch(opened.template.path, opened.template.hash, connection);
      templateWork.prepare(opened.template.text);
      return opened;
    },
    'bundle.create': ({ directory, name, text }) => bundles.create(directory, name, text),
    'bundle.keepValues': ({ root, values }) => done(bundles.keepValues(root, values)),
    'bundle.keepSetup': ({ root, setup }) => done(bundles.keepSetup(root, setup)),
    'bundle.setFarmProfile': ({ root, profile }) =>
      done(bundles.setFarmProfile(root, profile ?? undefined)),
    'farmProfile.read': ({ profile }) => readFarmProfile(profile),
    'bundle.keepTabs': ({ root, tabs }) => done(bundles.keepTabs(root, tabs)),
    'bundle.readFile': (request, connection) => files.readOfBundle(request, connection),
    'bundle.writeFile': (request) => files.writeOfBundle(request),
    'bundle.export': (request) => exportBundle(request),
    ...farm.methods,
    'bundle.findPaths': ({ root, paths: list }) => files.findPaths(root, list),
    'file.read': ({ path }) => files.read(path),
    'file.watch': ({ path }, connection) => files.readAndWatch(path, connection),
    'file.unwatchOthers': async ({ template }, connection) => {
      files.unwatchOthers(template, connection);
      return {};
    },
    'file.write': async (request) => {
      const written = await files.write(request);
      await drafts.discard(request.path).catch(() => undefined);
      return written;
    },
    'file.list': ({ directory }) => listDirectory(directory),
    'file.choose': options.chooseFile ?? unsupportedDialog,
    'draft.save': ({ path, ...edited }) => done(drafts.save(path, edited)),
    'draft.discard': ({ path }) => done(drafts.discard(path)),
    'place.keep': ({ path, place }) => done(places.keep(path, place)),
    'machine.findPrograms': ({ names, directory }) =>
      Promise.all(names.map(async (name) => ({ name, path: await findProgram(name, directory) }))),
    'trust.describe': (request) => describeTrust(trust, request),
    'trust.commands': ({ search, from, ...request }) =>
      templateWork.commands({ ...request, page: { search, from } }),
    'trust.grant': async ({ root, contentHash, environmentHashes }) => {
      await trust.grant(root, contentHash, environmentHashes);
      broadcast('trust.changed', { root });
      return {};
    },
    'trust.revoke': async ({ root }) => {
      // Also where it could not be written: nothing of the bundle runs any more.
      await trust.revoke(root).finally(() => broadcast('trust.changed', { root }));
      return {};
    },
    ...signatures.methods,
    ...runs.methods,
    ...results.methods,
    ...terminals.methods,
  };
  dispatcher = new Dispatcher(backend, reportError);
  return {
    dispatcher,
    prepare: () => runs.prepare(),
    async close() {
      files.close();
      // Whatever goes wrong with one of them, what runs is ended.
      await Promise.allSettled([terminals.close(), farm.close(), results.close()]);
      await runs.close();
    },
  };
}

function describeApp(options: AppOptions, troubles: Troubles): AppInfo {
  return {
    version: VERSION,
    host: options.host,
    platform:
      process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'linux',
    pathFormat: process.platform === 'win32' ? 'WINDOWS' : 'POSIX',
    homeDirectory: homedir(),
    workingDirectory: process.cwd(),
    cpuCount: cpus().length,
    pty: ptyAvailability(),
    troubles: troubles.list,
    ...(options.initialPath === undefined ? {} : { initialPath: options.initialPath }),
  };
}

const unsupportedDialog: Backend['file.choose'] = async () => {
  const { ProtocolError } = await import('../shared/protocol/index.ts');
  throw new ProtocolError('unsupported', 'This host has no file dialog of its own.');
};

async function done(work: Promise<unknown>): Promise<Record<string, never>> {
  await work;
  return {};
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Beside the sources when these run, beside the built files when those do. */
function samplesDirectory(): string {
  return join(projectRoot(), 'assets', 'samples');
}

/** The folder that holds package.json: the same number of steps up from `src/main` and from `dist/…`. */
export function projectRoot(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  return join(here, '..', '..');
}
