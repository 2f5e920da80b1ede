export type { SessionPlace, StopMode } from './active-run.ts';
export { type Exported, exportLog } from './log-export.ts';
export type { SearchRequest, SearchResult } from './log-search.ts';
export type { PlainValue, RunInput } from './run-input.ts';
export {
  type RunEvent,
  type RunHandle,
  RunManager,
  type RunManagerOptions,
} from './run-manager.ts';
export { type RunInputs, RunStore, type RunStoreOptions } from './run-store.ts';
