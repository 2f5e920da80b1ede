import { chooseFile, type FileRequest } from '../../stores/dialog-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import '../../ui/field.css';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly title: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
}

const KEYS: NonNullable<FileRequest['filters']> = [
  { label: 'PEM', patterns: ['*.pem', '*.pub', '*.key'] },
];

/** The path of a key, typed or chosen. */
export function KeyField({ id, label, help, title, value, onChange }: Props) {
  const browse = async () => {
    const chosen = await chooseFile({ mode: 'input-file', title, filters: KEYS });
    if (chosen !== null) onChange(chosen);
  };
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <span className="signature-row">
        <input
          id={id}
          className="field mono"
          spellCheck={false}
          autoComplete="off"
          value={value}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(event.target.value)}
        />
        <Button onClick={() => void browse()} aria-label={`${words.parameters.browse}: ${label}`}>
          {words.parameters.browse}
        </Button>
      </span>
      <p className="signature-help" id={`${id}-help`}>
        {help}
      </p>
    </>
  );
}
