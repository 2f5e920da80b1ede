import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the application keeps what is its own: settings, drafts, trust, history. */
export interface AppPaths {
  readonly settingsFile: string;
  readonly stateDirectory: string;
  readonly draftsDirectory: string;
  readonly samplesDirectory: string;
  readonly historyDirectory: string;
}

/**
 * The platform's own place for an application's data, or `JOBWRIGHT_HOME` where that is set (tests, and
 * people who carry their settings on a stick).
 */
export function appPaths(environment: NodeJS.ProcessEnv = process.env): AppPaths {
  const root = environment.JOBWRIGHT_HOME ?? platformRoot(environment);
  return {
    settingsFile: join(root, 'settings.json'),
    stateDirectory: root,
    draftsDirectory: join(root, 'drafts'),
    samplesDirectory: join(root, 'samples'),
    historyDirectory: join(root, 'history'),
  };
}

function platformRoot(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32')
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Jobwright');
  if (process.platform === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'Jobwright');
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'jobwright');
}
