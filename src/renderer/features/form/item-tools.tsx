import type { EditPath } from '../../language-worker/contract.ts';
import { editDocument } from '../../stores/edit-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { FormButton } from './form-button.tsx';

export interface ItemPlace {
  /** The list. */
  readonly path: EditPath;
  readonly index: number;
  readonly count: number;
  /** The list may go with its last item. */
  readonly optional: boolean;
  /** Copies the item; values that are no objects are copied as texts are. */
  readonly copy?: (() => void) | undefined;
}

/** Moves, duplicates and removes an item of a list. */
export function ItemTools(props: ItemPlace & { readonly name: string }) {
  const { path, index, count, optional, copy, name } = props;
  const move = (to: number) => void editDocument({ kind: 'move', path, from: index, to });
  return (
    <span className="form-tools">
      <FormButton
        look="quiet"
        aria-label={words.form.up(name)}
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        <Icon name="up" size={12} />
      </FormButton>
      <FormButton
        look="quiet"
        aria-label={words.form.down(name)}
        disabled={index === count - 1}
        onClick={() => move(index + 1)}
      >
        <Icon name="arrowDown" size={12} />
      </FormButton>
      {copy && (
        <Button look="quiet" aria-label={words.form.copy(name)} onClick={copy}>
          <Icon name="copy" size={12} />
        </Button>
      )}
      <FormButton
        look="quiet"
        aria-label={words.form.duplicate(name)}
        onClick={() => void editDocument({ kind: 'duplicate', path, index })}
      >
        <Icon name="duplicate" size={12} />
      </FormButton>
      <FormButton
        look="quiet"
        aria-label={words.form.remove(name)}
        onClick={() =>
          void editDocument({ kind: 'remove', path: [...path, index], prune: optional })
        }
      >
        <Icon name="close" size={12} />
      </FormButton>
    </span>
  );
}
