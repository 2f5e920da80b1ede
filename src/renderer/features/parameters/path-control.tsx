import type { FormParameter } from '../../language-worker/contract.ts';
import { chooseFile } from '../../stores/dialog-store.ts';
import { useDocument } from '../../stores/document-store.ts';
import { valueText } from '../../stores/form-values.ts';
import { text as words } from '../../text/en.ts';
import '../../ui/field.css';
import type { ControlProps } from './parameter-field.tsx';

const MODES = {
  CHOOSE_INPUT_FILE: 'input-file',
  CHOOSE_OUTPUT_FILE: 'output-file',
  CHOOSE_DIRECTORY: 'directory',
} as const;

/** A path, typed or chosen. */
export function PathControl({
  parameter,
  value,
  onChange,
  id,
  invalid,
  describedBy,
}: ControlProps) {
  return (
    <div className="path">
      <input
        id={id}
        className="field mono"
        type="text"
        spellCheck={false}
        autoComplete="off"
        value={valueText(value)}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
      />
      <button
        type="button"
        className="path-browse"
        aria-describedby={`${id}-label`}
        onClick={() =>
          void browse(parameter, valueText(value)).then((path) => path !== null && onChange(path))
        }
      >
        {words.parameters.browse}
      </button>
    </div>
  );
}

/** Asks for a path the way the parameter wants it. */
export function browse(parameter: FormParameter, current: string): Promise<string | null> {
  const mode =
    parameter.control in MODES ? MODES[parameter.control as keyof typeof MODES] : 'input-file';
  const root = useDocument.getState().bundle?.root ?? '';
  const absolute = /^(?:[/\\]|[A-Za-z]:[/\\])/.test(current);
  return chooseFile({
    mode,
    title: words.files.titles[mode](parameter.label),
    startAt: absolute ? current : current === '' ? root : `${root}/${current}`,
    ...(parameter.fileFilters
      ? {
          filters: parameter.fileFilters.map(({ label, patterns }) => ({
            label,
            patterns: [...patterns],
          })),
        }
      : {}),
  });
}
