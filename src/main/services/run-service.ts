import { type Params, ProtocolError, type TrustSheet } from '../../shared/protocol/index.ts';
import type { Backend, Broadcast } from '../backend.ts';
import type { AppPaths } from './app-paths.ts';
import type { SettingsService } from './settings-service.ts';
import type { TrustService } from './trust-service.ts';

type RunMethods = Pick<
  Backend,
  Extract<keyof Backend, `run.${string}` | `log.${string}` | `leftovers.${string}`>
>;

const later = async (): Promise<never> => {
  throw new ProtocolError('unsupported', 'Runs are not connected yet.');
};

export class RunService {
  readonly methods: RunMethods;

  constructor(_options: {
    paths: AppPaths;
    trust: TrustService;
    settings: SettingsService;
    broadcast: Broadcast;
  }) {
    this.methods = {
      'run.start': later,
      'run.stop': later,
      'run.get': later,
      'run.list': async () => [],
      'run.remove': later,
      'run.actions': later,
      'run.taskStates': later,
      'run.taskAction': later,
      'run.inputs': later,
      'log.read': later,
      'log.subscribe': later,
      'log.acknowledge': later,
      'log.unsubscribe': later,
      'log.search': later,
      'leftovers.list': async () => [],
      'leftovers.clean': later,
    };
  }

  async ptyAvailability(): Promise<{ available: boolean; reason?: string }> {
    return { available: false, reason: 'not connected yet' };
  }

  async describeTrust(_request: Params<'trust.describe'>): Promise<TrustSheet> {
    return later();
  }

  async close(): Promise<void> {}
}
