import type { SelectHTMLAttributes } from 'react';
import { Icon } from './icons.tsx';
import './field.css';
import './select.css';

/** One of a few: the system's list behind a field that looks like all others. */
export function Select({
  className = '',
  mono = false,
  children,
  ...rest
}: SelectHTMLAttributes<HTMLSelectElement> & { readonly mono?: boolean }) {
  return (
    <span className={`select ${className}`}>
      <select className={mono ? 'field mono' : 'field'} {...rest}>
        {children}
      </select>
      <Icon name="chevronDown" size={12} />
    </span>
  );
}
