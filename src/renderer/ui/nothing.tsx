import type { ReactNode } from 'react';
import './nothing.css';

/** A view that has nothing to show yet: why, and what to do about it. */
export function Nothing({
  children,
  action,
}: {
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="nothing">
      <p>{children}</p>
      {action}
    </div>
  );
}
