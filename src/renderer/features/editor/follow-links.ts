import type { Link } from '../../../shared/language/index.ts';
import { ModelPlaces } from '../../editor/model-text.ts';
import { monaco } from '../../editor/monaco.ts';
import { language } from '../../language-worker/client.ts';
import { openFile } from '../../stores/bundle-files.ts';
import { useDocument } from '../../stores/document-store.ts';
import { text as words } from '../../text/en.ts';

type Editor = ReturnType<typeof monaco.editor.create>;

const PAUSE = 250;

/** Files of the bundle that a template names are opened from there: by a click with Ctrl, or by F12. */
export function followLinks(editor: Editor): () => void {
  const marks = editor.createDecorationsCollection();
  const onLink = editor.createContextKey<boolean>('jobwrightOnFile', false);
  let text = '';
  let found: readonly Link[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;

  const linkAt = (position: { lineNumber: number; column: number } | null) => {
    if (!position || useDocument.getState().text !== text) return undefined;
    const offset = new ModelPlaces(text).offset(position.lineNumber, position.column);
    return found.find(({ range }) => range.start <= offset && offset <= range.end);
  };
  const find = async () => {
    const { bundle, text: now } = useDocument.getState();
    if (!bundle) return;
    const files = bundle.files.map(({ path }) => path);
    const links = await language.call('links', { text: now, format: bundle.format, files });
    if (gone || useDocument.getState().text !== now) return;
    text = now;
    found = links.filter(({ target }) => files.includes(target));
    const places = new ModelPlaces(now);
    marks.set(
      found.map(({ range, target }) => ({
        range: places.range(range),
        options: {
          inlineClassName: 'file-link',
          hoverMessage: { value: words.editor.openFile(target) },
        },
      })),
    );
    onLink.set(linkAt(editor.getPosition()) !== undefined);
  };
  const findSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void find().catch(() => {}), PAUSE);
  };
  findSoon();
  const stops = [
    editor.onDidChangeCursorPosition(({ position }) => onLink.set(linkAt(position) !== undefined)),
    editor.onMouseUp(({ event, target }) => {
      if (!(event.ctrlKey || event.metaKey) || !event.leftButton) return;
      const link = linkAt(target.position);
      if (link) void openFile(link.target);
    }),
    editor.addAction({
      id: 'jobwright.open-file',
      label: words.editor.openNamed,
      keybindings: [monaco.KeyCode.F12],
      precondition: 'jobwrightOnFile',
      run: () => {
        const link = linkAt(editor.getPosition());
        if (link) void openFile(link.target);
      },
    }),
  ];
  const stop = useDocument.subscribe((state, before) => {
    if (state.text !== before.text || state.bundle?.files !== before.bundle?.files) findSoon();
  });
  return () => {
    gone = true;
    clearTimeout(timer);
    stop();
    for (const each of stops) each.dispose();
  };
}
