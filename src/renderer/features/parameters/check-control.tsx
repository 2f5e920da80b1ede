import { checkBoxPair, isOn, valueText } from '../../stores/form-values.ts';
import { text as words } from '../../text/en.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import type { ControlProps } from './parameter-field.tsx';

/** On or off, in the spelling of the allowed values; what the value really is stands beside it. */
export function CheckControl({
  parameter,
  value,
  onChange,
  id,
  invalid,
  describedBy,
}: ControlProps) {
  const pair = checkBoxPair(parameter);
  const on = isOn(value);
  return (
    <div className="field check-field">
      <CheckBox
        id={id}
        checked={on === true}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(checked) => onChange(checked ? pair.on : pair.off)}
      >
        {on === undefined
          ? valueText(value)
          : parameter.type === 'BOOL'
            ? on
              ? words.parameters.on
              : words.parameters.off
            : valueText(value)}
      </CheckBox>
    </div>
  );
}
