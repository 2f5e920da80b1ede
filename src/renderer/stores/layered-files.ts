import { placeOfFile, useFiles } from './bundle-files.ts';
import { useSetup } from './setup-store.ts';

/** Keeps environment templates that are layered on the job as they stand in their tabs: what runs is on the screen. */
export function followLayersInTabs(): void {
  useFiles.subscribe((state, before) => {
    if (state.files === before.files) return;
    const texts = new Map<string, string>();
    // A tab that was closed leaves what the disk has.
    for (const file of before.files)
      if (file.state === 'open') texts.set(placeOfFile(file.path) ?? '', file.savedText);
    for (const file of state.files)
      if (file.state === 'open') texts.set(placeOfFile(file.path) ?? '', file.text);
    const { layers } = useSetup.getState();
    const changed = layers.map((layer) => {
      const text = layer.pinned ? undefined : texts.get(layer.path);
      return text === undefined || text === layer.text ? layer : { ...layer, text };
    });
    if (changed.some((layer, at) => layer !== layers[at])) useSetup.setState({ layers: changed });
  });
}
