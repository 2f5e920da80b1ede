import type { ReactNode, Ref } from 'react';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string;
  readonly problem?: string;
  readonly onBrowse?: () => void;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A question of the wizard. */
export function WizardField(props: Props) {
  const { id, label, value, onChange, help, problem = '', onBrowse, children, ref } = props;
  const described = [help && `${id}-help`, problem !== '' && `${id}-problem`].filter(Boolean);
  return (
    <div className="wizard-field">
      <label htmlFor={id}>{label}</label>
      <div>
        <div className="wizard-row">
          <input
            id={id}
            ref={ref}
            className="field mono"
            type="text"
            spellCheck={false}
            autoComplete="off"
            value={value}
            aria-invalid={problem !== ''}
            aria-describedby={described.length > 0 ? described.join(' ') : undefined}
            onChange={(event) => onChange(event.target.value)}
          />
          {onBrowse && (
            <Button onClick={onBrowse} aria-label={`${words.parameters.browse}: ${label}`}>
              {words.parameters.browse}
            </Button>
          )}
        </div>
        {children}
        {problem !== '' && (
          <p id={`${id}-problem`} className="wizard-problem">
            {problem}
          </p>
        )}
        {help && (
          <p id={`${id}-help`} className="wizard-help">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}
