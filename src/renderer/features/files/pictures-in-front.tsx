import { useResults } from '../../stores/results-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { chosenRow } from './chosen-row.ts';
import { useFileModel } from './use-model.ts';
import { Viewer } from './viewer.tsx';
import './files.css';

/** The pictures of the shown run beside its values: for who makes pictures. Nothing before there are any. */
export function PicturesInFront() {
  const run = useRun((state) => state.run);
  const chosen = useResults((state) => state.chosen);
  const results = useFileModel();
  const row = run && results && chosenRow(results, chosen, true);
  if (!row || results.runId !== run.id) return null;
  return (
    <section className="pictures-in-front" aria-label={words.results.inFront}>
      <Viewer key={row.key} results={results} item={row.item} flags={row.flags} />
    </section>
  );
}
