import { useEffect, useState } from 'react';
import { useHistory } from '../../stores/text-history.ts';

let sessions = 0;

/** What is being typed, until the document has it; leaving the field or undo lets the document speak. */
export function useDraft(value: string, commit: (text: string, group: string) => void) {
  const [draft, setDraft] = useState<string>();
  const [session, setSession] = useState(0);
  const undone = useHistory((state) => state.undone);
  // biome-ignore lint/correctness/useExhaustiveDependencies: undo is what this waits for.
  useEffect(() => setDraft(undefined), [undone]);
  return {
    value: draft ?? value,
    onFocus: () => setSession(++sessions),
    onBlur: () => setDraft(undefined),
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setDraft(event.target.value);
      // All that is typed in one visit of a field is one step of undo.
      commit(event.target.value, `field ${session}`);
    },
  };
}
