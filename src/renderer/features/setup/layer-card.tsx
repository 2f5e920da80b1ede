import { type KeyboardEvent, useEffect, useRef } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import type { LayerCheck } from '../../language-worker/contract.ts';
import { open } from '../../stores/session.ts';
import {
  type Layer,
  moveLayer,
  removeLayer,
  setLayer,
  unpinLayer,
  useSetup,
} from '../../stores/setup-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Icon } from '../../ui/icons.tsx';
import { LayerText } from './layer-text.tsx';

interface Props {
  readonly layer: Layer;
  /** Absent while it is switched off or has not been checked. */
  readonly check: LayerCheck | undefined;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One environment template: where it stands in the order, what it adds, what is wrong with it. */
export function LayerCard({ layer, check, isFirst, isLast }: Props) {
  const { path } = layer;
  const shown = useSetup((state) =>
    state.shownLayer?.path === path ? state.shownLayer : undefined,
  );
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (shown) card.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const show = (line: number) => useSetup.setState({ shownLayer: { path, line } });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && event.altKey) moveLayer(path, -1);
    else if (event.key === 'ArrowDown' && event.altKey) moveLayer(path, 1);
    else if (event.key === 'Delete') removeLayer(path);
    else return;
    event.preventDefault();
  };
  return (
    <li ref={card} className="layer" onKeyDown={onKeyDown}>
      <div className="layer-head">
        <CheckBox
          checked={layer.enabled}
          aria-label={words.setup.use(file)}
          onChange={(enabled) => setLayer(path, { enabled })}
        />
        <span className="layer-name cut" title={path}>
          {inertText(check?.name ?? file)}
          {check?.name !== undefined && <span className="dim"> {inertText(file)}</span>}
        </span>
        <Button
          look="quiet"
          aria-label={words.setup.up(file)}
          title={words.setup.up(file)}
          disabled={isFirst}
          onClick={() => moveLayer(path, -1)}
        >
          <Icon name="up" size={12} />
        </Button>
        <Button
          look="quiet"
          aria-label={words.setup.down(file)}
          title={words.setup.down(file)}
          disabled={isLast}
          onClick={() => moveLayer(path, 1)}
        >
          <Icon name="arrowDown" size={12} />
        </Button>
        <Button
          look="quiet"
          aria-label={words.setup.remove(file)}
          title={words.setup.remove(file)}
          onClick={() => removeLayer(path)}
        >
          <Icon name="close" size={12} />
        </Button>
      </div>
      {layer.failure !== undefined && <p className="side-issue">{layer.failure}</p>}
      {layer.pinned && (
        <p className="side-help">
          {words.setup.pinned}{' '}
          <Button look="quiet" className="layer-action" onClick={() => unpinLayer(path)}>
            {words.setup.unpin}
          </Button>
        </p>
      )}
      {check && layer.failure === undefined && (
        <ul className="layer-problems">
          {check.problems.slice(0, PROBLEMS_SHOWN).map((problem, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be equal.
            <li key={at}>
              <button
                type="button"
                className={`layer-problem layer-${problem.severity}`}
                onClick={() => show(problem.line)}
              >
                {words.setup.problem(problem.line, problem.message)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {check && <p className="side-help">{summary(check)}</p>}
      <p className="layer-tools">
        <Button
          look="quiet"
          className="layer-action"
          aria-expanded={shown !== undefined}
          onClick={() => (shown ? useSetup.setState({ shownLayer: undefined }) : show(1))}
        >
          {shown ? words.setup.hideText : words.setup.showText}
        </Button>
        <Button look="quiet" className="layer-action" onClick={() => void open(path)}>
          {words.setup.open}
        </Button>
      </p>
      {shown && layer.text !== undefined && <LayerText text={layer.text} line={shown.line} />}
    </li>
  );
}

const PROBLEMS_SHOWN = 20;

function summary({ parameters, variables, actions }: LayerCheck): string {
  return [
    parameters.length > 0 && words.setup.asksFor(parameters),
    variables.length > 0 && words.setup.sets(variables),
    actions.length > 0 && words.setup.runs(actions),
  ]
    .filter((part) => part !== false)
    .join(' ');
}
