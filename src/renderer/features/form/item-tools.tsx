import type { EditPath } from '../../language-worker/contract.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';

export interface ItemPlace {
  /** The list. */
  readonly path: EditPath;
  readonly index: number;
  readonly count: number;
  /** The list may go with its last item. */
  readonly optional: boolean;
}

/** Moves, duplicates and removes an item of a list. */
export function ItemTools({ path, index, count, optional, name }: ItemPlace & { name: string }) {
  const move = (to: number) => void editDocument({ kind: 'move', path, from: index, to });
  return (
    <span className="form-tools">
      <Button
        look="quiet"
        aria-label={words.form.up(name)}
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        <Icon name="up" size={12} />
      </Button>
      <Button
        look="quiet"
        aria-label={words.form.down(name)}
        disabled={index === count - 1}
        onClick={() => move(index + 1)}
      >
        <Icon name="arrowDown" size={12} />
      </Button>
      <Button
        look="quiet"
        aria-label={words.form.duplicate(name)}
        onClick={() => void editDocument({ kind: 'duplicate', path, index })}
      >
        <Icon name="copy" size={12} />
      </Button>
      <Button
        look="quiet"
        aria-label={words.form.remove(name)}
        onClick={() =>
          void editDocument({ kind: 'remove', path: [...path, index], prune: optional })
        }
      >
        <Icon name="close" size={12} />
      </Button>
    </span>
  );
}
