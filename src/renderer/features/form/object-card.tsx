import { useEffect, useRef } from 'react';
import type { ValueSchema } from '../../../shared/model/schema/index.ts';
import { inertText } from '../../../shared/text/inert.ts';
import type { EditPath, TreeNode } from '../../language-worker/contract.ts';
import { useForm } from '../../stores/form-store.ts';
import { selectStep } from '../../stores/task-store.ts';
import { setCard, useViews } from '../../stores/view-store.ts';
import { text as words } from '../../text/en.ts';
import { Icon } from '../../ui/icons.tsx';
import { useClipboardKeys } from '../../ui/use-clipboard-keys.ts';
import { useNear } from '../../ui/use-near.ts';
import { AsText, Issues } from './field.tsx';
import { detailOf, objectAt, titleOf } from './field-model.ts';
import { useFormContext } from './form-context.ts';
import { type ItemPlace, ItemTools } from './item-tools.tsx';
import { ObjectBody } from './object-body.tsx';
import { idOf, isWithin, problemsWithin } from './paths.ts';

interface Props {
  readonly value: ValueSchema;
  readonly node: TreeNode;
  readonly path: EditPath;
  /** The property that the list is. */
  readonly list: string;
  readonly tools: ItemPlace;
  /** Puts a copied text behind this one, as an item. */
  readonly paste: (text: string) => void;
}

/** So many of a list have their tools at once. */
const FIRST = 16;

/** An object of a list: folded to its name, or open with its fields. */
export function ObjectCard({ value, node, path, list, tools, paste }: Props) {
  const { text, problems, preview, locked } = useFormContext();
  const id = idOf(path);
  const target = useForm((state) => state.target);
  const isTarget = target !== undefined && isWithin(target.path, path);
  // What stands inside another card is seen when that is opened.
  const byHand = useViews((state) => state.cards[id]);
  const open = byHand ?? (isTarget || path.length > 2 || tools.count === 1);
  useEffect(() => {
    if (isTarget && target.request > 0) setCard(id, true);
  }, [id, isTarget, target]);
  // The tools of hundreds would be most of the form: they come with the view or with the focus.
  const card = useRef<HTMLElement>(null);
  const [near, come] = useNear(card, tools.index < FIRST);
  const object = objectAt(value, node);
  const fields = object !== undefined && node.kind === 'map' && !node.alias;
  const title = titleOf(node);
  const name = title === '' ? words.form.unnamed : inertText(title);
  const count = problemsWithin(problems, path).filter((one) => one.severity === 'error').length;
  const toggle = () => {
    if (!open && list === 'steps' && title !== '') selectStep(title);
    setCard(id, !open);
  };
  const { onFocus, onBlur } = useClipboardKeys({
    ...(tools.copy ? { copy: tools.copy } : {}),
    ...(locked ? {} : { paste }),
  });
  return (
    <section className="form-card" aria-label={name} id={id} ref={card}>
      <div className="form-card-head">
        <button
          type="button"
          className="form-card-title"
          aria-expanded={open}
          onClick={toggle}
          onFocus={() => {
            come();
            onFocus();
          }}
          onBlur={onBlur}
        >
          <Icon name={open ? 'chevronDown' : 'chevronRight'} size={12} />
          <span className="cut">{name}</span>
          <span className="form-card-detail cut">{inertText(detailOf(node))}</span>
          {count > 0 && <span className="form-card-problems">{words.form.problems(count)}</span>}
        </button>
        {near && <ItemTools {...tools} name={name} />}
      </div>
      {open && (
        <div className="form-card-body">
          <Issues path={path} within={!fields} />
          {fields ? (
            <ObjectBody object={object} node={node} path={path} name={name} />
          ) : (
            <AsText
              text={text}
              node={node}
              note={node.alias ? words.form.alias : words.form.notFitting}
            />
          )}
          {list === 'parameterDefinitions' && title !== '' && (
            <div className="form-preview">
              <p className="side-title">{words.form.preview}</p>
              {preview(title)}
            </div>
          )}
        </div>
      )}
    </section>
  );
}
