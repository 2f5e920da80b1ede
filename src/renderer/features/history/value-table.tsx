import { text as words } from '../../text/en.ts';
import type { ValueRow } from './diff-rows.ts';

/** Values of two runs side by side, what differs first and lit. */
export function ValueTable({ rows }: { readonly rows: readonly ValueRow[] }) {
  if (rows.length === 0) return <p className="history-none">{words.history.bothDefaults}</p>;
  return (
    <section
      className="compare-scroll scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label={words.history.values}
    >
      <table className="value-table">
        <thead>
          <tr>
            <th scope="col">{words.history.parameter}</th>
            <th scope="col">{words.history.older}</th>
            <th scope="col">{words.history.newer}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className={row.differs ? 'value-differs' : ''}>
              <th scope="row" className="cut" title={row.name}>
                {row.name}
                {row.differs && (
                  <>
                    <span className="value-mark" aria-hidden="true" />
                    <span className="visually-hidden"> {words.history.differs}</span>
                  </>
                )}
              </th>
              <Value value={row.left} />
              <Value value={row.right} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Value({ value }: { readonly value: string | undefined }) {
  return value === undefined ? (
    <td className="dim">{words.history.default}</td>
  ) : (
    <td className="mono">{value.slice(0, 2000)}</td>
  );
}
