/**
 * Roles of a grid whose rows come and go. A `table` element lays its rows out itself, so the parts of a
 * virtual one are plain elements with these roles; the grid holds the focus and names its active row.
 */
export const GRID_ROWS = { role: 'rowgroup' } as const;
export const GRID_ROW = { role: 'row' } as const;
export const GRID_HEADER = { role: 'columnheader' } as const;
export const GRID_CELL = { role: 'gridcell' } as const;
