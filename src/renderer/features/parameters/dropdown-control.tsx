import { inertText } from '../../../shared/text/inert.ts';
import { valueText } from '../../stores/form-values.ts';
import { text as words } from '../../text/en.ts';
import { Select } from '../../ui/select.tsx';
import type { ControlProps } from './parameter-field.tsx';

/** One of the allowed values; a value that is none of them is shown as such, not replaced. */
export function DropdownControl({
  parameter,
  value,
  onChange,
  id,
  invalid,
  describedBy,
}: ControlProps) {
  const allowed = (parameter.allowedValues ?? []).map(valueText);
  const current = valueText(value);
  const known = allowed.includes(current);
  return (
    <Select
      id={id}
      mono
      value={known ? current : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => {
        const chosen = parameter.allowedValues?.[allowed.indexOf(event.target.value)];
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {!known && (
        <option value="" disabled>
          {value === undefined
            ? words.parameters.choose
            : words.parameters.notAllowed(inertText(current))}
        </option>
      )}
      {allowed.map((text) => (
        <option key={text} value={text}>
          {inertText(text)}
        </option>
      ))}
    </Select>
  );
}
