import { chooseArrangement, useArrangement } from '../../stores/arrangement.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';

const ARRANGEMENTS = ['artist', 'td'] as const;

/** Which views stand in front: those of who makes pictures, or of who writes templates. */
export function ArrangementToggle() {
  const arrangement = useArrangement();
  const { label, help } = words.header.arrangement;
  return (
    <fieldset className="arrangement" aria-label={label}>
      {ARRANGEMENTS.map((one) => (
        <Button
          key={one}
          look="quiet"
          aria-pressed={one === arrangement}
          title={help[one]}
          aria-description={help[one]}
          onClick={() => chooseArrangement(one)}
        >
          {words.header.arrangement[one]}
        </Button>
      ))}
    </fieldset>
  );
}
