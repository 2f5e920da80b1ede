import type { Source } from '../language-worker/contract.ts';
import { showTemplateSide } from './arrangement.ts';
import { revealInEditor } from './editor-store.ts';
import { showBottomTab, showCentreTab } from './layout-store.ts';
import { useSetup } from './setup-store.ts';

/** Leads to the place that a value comes from: in the template's text, or in a layered environment's. */
export function showSource({ document, line, column }: Source): void {
  if (document > 0) {
    const path = useSetup.getState().layers.filter((layer) => layer.enabled)[document - 1]?.path;
    if (path === undefined) return;
    useSetup.setState({ shownLayer: { path, line } });
    showBottomTab('setup');
    return;
  }
  showTemplateSide();
  showCentreTab('yaml');
  revealInEditor(line, column);
}
