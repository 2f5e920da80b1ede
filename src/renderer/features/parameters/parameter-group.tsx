import { type ReactNode, useState } from 'react';
import { Icon } from '../../ui/icons.tsx';

/** Fields under a title that folds them; without a title they are always shown. */
export function ParameterGroup({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(true);
  if (label === '') return <div className="parameter-group">{children}</div>;
  return (
    <div className="parameter-group">
      <h3>
        <button
          type="button"
          className="parameter-group-title"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'chevronDown' : 'chevronRight'} size={12} />
          <span className="cut">{label}</span>
        </button>
      </h3>
      {open && children}
    </div>
  );
}
