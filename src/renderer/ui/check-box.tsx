import type { InputHTMLAttributes, ReactNode } from 'react';
import './check-box.css';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'onChange'> {
  readonly onChange: (checked: boolean) => void;
  readonly children?: ReactNode;
}

export function CheckBox({ onChange, children, ...rest }: Props) {
  return (
    <label className="check-box">
      <input type="checkbox" onChange={(event) => onChange(event.target.checked)} {...rest} />
      {children !== undefined && <span>{children}</span>}
    </label>
  );
}
