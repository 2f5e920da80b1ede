import { complete, fixes, hover, openDocument, rename } from '../../src/shared/language/index.ts';
import { applyEdits, setValue } from '../../src/shared/yaml/edit/index.ts';
import { heading, measure, milliseconds, row } from './report.ts';
import { templateWithLines } from './templates.ts';

heading('Authoring, 5,000 lines');
const text = templateWithLines(5_000);
const spot = text.lastIndexOf('{{Param.') + '{{Param.'.length;
const size = `${text.length} bytes`;
{
  const document = openDocument(text);
  complete(document, spot);
  const completion = measure(100, 20, () => void complete(document, spot));
  row('completion in a document that is open', milliseconds(completion), size);
  const hovering = measure(100, 20, () => void hover(document, spot + 1));
  row('hover in a document that is open', milliseconds(hovering), size);
  const renaming = measure(20, 5, () => void rename(document, spot + 1, 'Other'));
  row('rename of a parameter', milliseconds(renaming), size);
  const mending = measure(20, 5, () => void fixes(document, { start: spot, end: spot }));
  row('fixes, findings known', milliseconds(mending), size);
  const path = ['name'];
  const edit = measure(
    100,
    20,
    (run) => void applyEdits(text, setValue(document, path, `job ${run}`)),
  );
  row('form edit → updated text', milliseconds(edit), size);
}
{
  // Every run sees another text, as after a keystroke.
  const keystroke = measure(30, 10, (run) => {
    complete(openDocument(`${text}# ${run}\n`), spot);
  });
  row('keystroke → completion, read anew', milliseconds(keystroke), size);
}
