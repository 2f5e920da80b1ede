/** Why a query cannot be answered, in words for who asked. */
export class QueryError extends Error {}

/** Tasks or values that are looked at one by one, at most. */
export const QUERY_LIMIT = 1_000_000;

/** @throws QueryError where more than the limit would be looked at one by one. */
export function checkLimit(count: bigint, what: string): void {
  if (count <= QUERY_LIMIT) return;
  throw new QueryError(
    `This looks at ${what} one by one, at most ${QUERY_LIMIT.toLocaleString('en')}; here are ${count.toLocaleString('en')}. Name values or ranges first, like "Frame:1-100".`,
  );
}
