import { toggleArrangement, useSettings } from '../../stores/settings-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';

/** Which views stand in front: those of who makes pictures, or of who writes templates. */
export function ArrangementToggle() {
  const arrangement = useSettings((state) => state.arrangement);
  const help = words.header.arrangement[arrangement === 'artist' ? 'artistHelp' : 'tdHelp'];
  return (
    <Button look="quiet" title={help} aria-description={help} onClick={toggleArrangement}>
      {words.header.arrangement[arrangement]}
    </Button>
  );
}
