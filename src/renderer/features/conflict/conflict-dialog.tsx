import { useState } from 'react';
import { useConflict } from '../../stores/conflicts.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { lateView } from '../../ui/late-view.tsx';
import './conflict.css';

const TextCompare = lateView(() => import('./text-compare.tsx'), words.editor.late);

/** A file changed on disk while there are unsaved changes here: nothing is lost without a word. */
export function ConflictDialog() {
  const conflict = useConflict();
  const [comparing, setComparing] = useState(false);
  if (!conflict) return null;
  const decide = (choice: 'mine' | 'theirs' | 'later') => {
    setComparing(false);
    void conflict.decide(choice);
  };
  return (
    <Dialog
      title={words.conflict.title}
      width={comparing ? 1100 : 520}
      onClose={() => decide('later')}
      actions={
        <>
          <span className="push">
            <Button aria-pressed={comparing} onClick={() => setComparing(!comparing)}>
              {words.conflict.compare}
            </Button>
          </span>
          <Button onClick={() => decide('later')}>{words.conflict.later}</Button>
          <Button title={words.conflict.theirsHelp} onClick={() => decide('theirs')}>
            {words.conflict.theirs}
          </Button>
          <Button look="primary" title={words.conflict.mineHelp} onClick={() => decide('mine')}>
            {words.conflict.mine}
          </Button>
        </>
      }
    >
      <p className="dialog-text">{words.conflict.lead(conflict.name)}</p>
      {comparing && (
        <TextCompare.View name={conflict.name} theirs={conflict.theirs} mine={conflict.mine()} />
      )}
    </Dialog>
  );
}
