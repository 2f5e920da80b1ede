import './early.ts';
import { createRoot } from 'react-dom/client';
import './app/tokens.css';
import './app/base.css';
import { App } from './app/app.tsx';
import { loadFonts } from './app/fonts.ts';
import { listenForShortcuts } from './app/shortcuts.ts';
import { followTheme } from './app/theme.ts';
import { saveFileDrafts } from './stores/bundle-files.ts';
import { saveDraft } from './stores/document-store.ts';
import { startSession } from './stores/session.ts';
import { keepPlaces } from './stores/text-places.ts';

loadFonts();
followTheme();
listenForShortcuts();
// A window that goes away keeps what was typed.
window.addEventListener('pagehide', () => {
  void saveDraft();
  void saveFileDrafts();
  void keepPlaces();
});
// A file dropped beside the drop zone must not replace the page.
for (const type of ['dragover', 'drop'])
  window.addEventListener(type, (event) => event.preventDefault());

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(<App />);
  await startSession();
  document.body.dataset.appState = 'ready';
}
