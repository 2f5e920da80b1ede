import { codeNames, withoutUnsafe } from '../../shared/text/inert.ts';
import { Button } from './button.tsx';
import './hidden-characters.css';

interface Props {
  readonly text: string;
  /** Several lines are allowed: their ends are no hidden characters. */
  readonly lines: boolean;
  readonly disabled?: boolean;
  readonly say: (names: readonly string[]) => string;
  readonly removeLabel: (count: number) => string;
  readonly onClean: (text: string) => void;
}

/** Says what a field holds that cannot be seen in it, and takes it out. */
export function HiddenCharacters(props: Props) {
  const { text, lines, disabled = false, say, removeLabel, onClean } = props;
  const names = codeNames(text, lines);
  if (names.length === 0) return null;
  return (
    <p className="hidden-characters">
      <span>{say(names)}</span>
      <Button look="quiet" disabled={disabled} onClick={() => onClean(withoutUnsafe(text, lines))}>
        {removeLabel(names.length)}
      </Button>
    </p>
  );
}
