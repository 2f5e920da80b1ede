import type { ComponentProps, KeyboardEventHandler, ReactNode, RefObject } from 'react';
import { GRID_ROW, GRID_ROWS } from './grid-roles.ts';
import type { VirtualWindow } from './use-virtual-window.ts';
import './virtual-grid.css';

/** Rows and headings of every grid. */
export const ROW_HEIGHT = 24;

/** More rows than this are not counted for those who hear the grid. */
const MOST_COUNTED = 2_000_000_000n;

interface VirtualGridProps {
  readonly label: string;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly view: VirtualWindow;
  /** Rows in all, the heading not counted. */
  readonly total: bigint;
  /** A {@link GridHead}, where the columns have names. */
  readonly head?: ReactNode;
  /** The id of the row that the keyboard stands on, where it is drawn. */
  readonly active: string | undefined;
  readonly multiselectable?: boolean;
  readonly className: string;
  /** Pixels that the columns need. */
  readonly minWidth?: number;
  readonly onKeyDown?: KeyboardEventHandler;
  /** The {@link GridLine}s in view. */
  readonly children: ReactNode;
}

/**
 * A grid of which only the rows in view exist. A sticky box as high as what is seen holds them, so that a list of
 * any length scrolls by a space of its own.
 */
export function VirtualGrid(props: VirtualGridProps) {
  const { view, head, total, minWidth } = props;
  const top = head === undefined ? 0 : ROW_HEIGHT;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the roles of a grid.
    <div
      ref={props.scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={total < MOST_COUNTED ? Number(total) + (head === undefined ? 0 : 1) : -1}
      aria-multiselectable={props.multiselectable}
      aria-activedescendant={props.active}
      className={`virtual-grid scroll numbers ${props.className}`}
      onKeyDown={props.onKeyDown}
    >
      {head !== undefined && (
        <div {...GRID_ROWS} className="grid-head" style={{ minWidth }}>
          {head}
        </div>
      )}
      <div role="presentation" style={{ height: view.height - top, minWidth }}>
        <div {...GRID_ROWS} className="grid-rows" style={{ height: view.viewport, top }}>
          {props.children}
        </div>
      </div>
    </div>
  );
}

/** The row of the columns' names. */
export function GridHead(props: ComponentProps<'div'>) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a row, see the roles of a grid.
    <div
      {...props}
      {...GRID_ROW}
      aria-rowindex={1}
      className={`grid-names ${props.className ?? ''}`}
    />
  );
}

interface GridLineProps extends ComponentProps<'div'> {
  /** Its place among all rows, from 0. */
  readonly row: bigint;
  /** The grid has a heading, which is its first row. */
  readonly headed: boolean;
  /** Pixels below the upper edge of what is in view. */
  readonly top: number;
}

/** One row. The grid has the keyboard for all of them. */
export function GridLine({ row, headed, top, ...rest }: GridLineProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a row, see the roles of a grid.
    <div
      {...rest}
      {...GRID_ROW}
      aria-rowindex={row < MOST_COUNTED ? Number(row) + (headed ? 2 : 1) : undefined}
      className={`grid-line ${rest.className ?? ''}`}
      style={{ ...rest.style, transform: `translateY(${top}px)` }}
    />
  );
}

/** The row that a key leads to from another one; undefined for a key that leads to none. */
export function rowByKey(
  key: string,
  from: bigint,
  { total, viewport }: { readonly total: bigint; readonly viewport: number },
): bigint | undefined {
  const page = BigInt(Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 1));
  const moves: Record<string, bigint> = {
    ArrowDown: from + 1n,
    ArrowUp: from - 1n,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0n,
    End: total - 1n,
  };
  const to = moves[key];
  if (to === undefined || total === 0n) return undefined;
  return to < 0n ? 0n : to >= total ? total - 1n : to;
}
