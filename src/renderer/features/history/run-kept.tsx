import { useEffect, useState } from 'react';
import type { Result } from '../../../shared/protocol/methods.ts';
import type { RunRecord } from '../../../shared/protocol/run.ts';
import { dropPictures, readKept } from '../../stores/history-store.ts';
import { text as words } from '../../text/en.ts';
import { bytes } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';

/** What is kept with a run to compare it with others, and the room that all runs take. */
export function RunKept({ run }: { readonly run: RunRecord }) {
  const [kept, setKept] = useState<Result<'results.kept'>>();
  const [dropped, setDropped] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was let go is read again.
  useEffect(() => {
    let current = true;
    void readKept(run.id).then((found) => current && setKept(found));
    return () => {
      current = false;
    };
  }, [run.id, dropped]);
  if (!kept) return null;
  const { pictures, history } = kept;
  return (
    <section aria-labelledby="run-kept">
      <h4 className="run-detail-part" id="run-kept">
        {words.history.kept}
      </h4>
      <dl className="run-values numbers">
        {pictures && pictures.found > 0 && (
          <div>
            <dt>{words.history.keptPicturesTerm}</dt>
            <dd className="run-kept">
              {words.history.keptPictures(pictures.kept, pictures.found, bytes(pictures.bytes))}
              {pictures.kept > 0 && (
                <Button
                  look="quiet"
                  onClick={() => void dropPictures(run.id).then(() => setDropped(dropped + 1))}
                >
                  {words.history.dropPictures}
                </Button>
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{words.history.keptAll}</dt>
          <dd>{words.history.keptOf(bytes(history.bytes), bytes(history.limit))}</dd>
        </div>
      </dl>
    </section>
  );
}
