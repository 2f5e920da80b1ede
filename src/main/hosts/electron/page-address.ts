/** The page comes from a scheme of its own: `file:` would let it read the whole disk. */
export const PAGE_SCHEME = 'jobwright';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://window`;

/** True for addresses of our own page. */
export function isPageUrl(url: string): boolean {
  try {
    const parsed = new URL(url);
    return parsed.protocol === `${PAGE_SCHEME}:` && parsed.host === 'window';
  } catch {
    return false;
  }
}
