import type { KeyboardEvent, PointerEvent } from 'react';
import './splitter.css';

interface Props {
  readonly label: string;
  /** The side of the splitter on which the panel lies whose size it changes. */
  readonly panel: 'left' | 'right' | 'below';
  readonly size: number;
  readonly onResize: (size: number) => void;
  readonly onReset: () => void;
}

/** The line between two panels: dragged, moved with arrow keys, put back by a double click. */
export function Splitter({ label, panel, size, onResize, onReset }: Props) {
  const upright = panel !== 'below';
  const sign = panel === 'left' ? 1 : -1;
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const element = event.currentTarget;
    const from = upright ? event.clientX : event.clientY;
    element.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) =>
      onResize(size + sign * ((upright ? moved.clientX : moved.clientY) - from));
    element.addEventListener('pointermove', move);
    const end = () => element.removeEventListener('pointermove', move);
    element.addEventListener('lostpointercapture', end, { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = upright ? 'ArrowRight' : 'ArrowDown';
    const back = upright ? 'ArrowLeft' : 'ArrowUp';
    const step = event.shiftKey ? 64 : 16;
    if (event.key === forward) onResize(size + sign * step);
    else if (event.key === back) onResize(size - sign * step);
    else if (event.key === 'Enter') onReset();
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved has no element of its own.
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(size)}
      aria-valuemin={0}
      aria-valuemax={4000}
      className={`splitter splitter-${upright ? 'upright' : 'flat'}`}
      onPointerDown={onPointerDown}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
    />
  );
}
