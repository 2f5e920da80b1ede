import type { KeyboardEvent } from 'react';
import { stepFloat, stepInt, valueText } from '../../stores/form-values.ts';
import { text as words } from '../../text/en.ts';
import { Icon } from '../../ui/icons.tsx';
import '../../ui/field.css';
import type { ControlProps } from './parameter-field.tsx';

/** A number: typed as text and kept so, stepped without rounding. */
export function SpinControl({
  parameter,
  value,
  onChange,
  id,
  invalid,
  describedBy,
}: ControlProps) {
  const shown = valueText(value);
  const step = (direction: 1 | -1) =>
    onChange(
      parameter.type === 'FLOAT'
        ? stepFloat(shown, direction, parameter)
        : stepInt(shown, direction, parameter),
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    step(event.key === 'ArrowUp' ? 1 : -1);
  };
  return (
    <div className="spin">
      <input
        id={id}
        className="field mono"
        type="text"
        inputMode={parameter.type === 'FLOAT' ? 'decimal' : 'numeric'}
        autoComplete="off"
        value={shown}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="spin-buttons">
        <button
          type="button"
          tabIndex={-1}
          aria-label={words.parameters.less}
          aria-describedby={`${id}-label`}
          onClick={() => step(-1)}
        >
          <Icon name="minus" size={12} />
        </button>
        <button
          type="button"
          tabIndex={-1}
          aria-label={words.parameters.more}
          aria-describedby={`${id}-label`}
          onClick={() => step(1)}
        >
          <Icon name="plus" size={12} />
        </button>
      </span>
    </div>
  );
}
