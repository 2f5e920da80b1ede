import { app } from 'electron';
import { projectRoot } from '../../app.ts';
import { startElectronHost } from './host.ts';
import { secureApp } from './security.ts';

// One window process per user: a second start opens its path in the first one.
if (!app.requestSingleInstanceLock()) app.quit();
else {
  secureApp(app);
  void startElectronHost(projectRoot());
}
