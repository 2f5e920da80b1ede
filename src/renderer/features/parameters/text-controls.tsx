import { valueText } from '../../stores/form-values.ts';
import '../../ui/field.css';
import type { ControlProps } from './parameter-field.tsx';

export function LineControl({ value, onChange, id, invalid, describedBy }: ControlProps) {
  return (
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
  );
}

export function MultilineControl({ value, onChange, id, invalid, describedBy }: ControlProps) {
  const shown = valueText(value);
  return (
    <textarea
      id={id}
      className="field mono scroll"
      spellCheck={false}
      rows={Math.max(3, Math.min(8, shown.split('\n').length))}
      value={shown}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
