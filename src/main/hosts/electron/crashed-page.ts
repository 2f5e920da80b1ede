import { PAGE_ORIGIN } from './page-address.ts';

export const CRASHED_PATH = '/crashed.html';
export const CRASHED_URL = `${PAGE_ORIGIN}${CRASHED_PATH}`;

/** It has no scripts and loads nothing; its one link leads to the application's page. */
export const CRASHED_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Shown instead of a page that keeps crashing: system colours and fonts, for nothing else may be there. */
export const CRASHED_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Jobwright</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 34em; margin: 15vh auto 0; padding: 0 24px; }
  h1 { font-size: 20px; }
  a { display: inline-block; margin-top: 8px; padding: 8px 16px; border: 1px solid; border-radius: 6px; }
</style>
<h1>The window’s page keeps crashing</h1>
<p>It ended three times within a minute, so it is not loaded again by itself.</p>
<p>What runs goes on. Text that you had not saved is kept on this machine, unless the disk was full, and is there again
when you open the bundle.</p>
<p>If it crashes again, close the window and start Jobwright anew.</p>
<a href="${PAGE_ORIGIN}/index.html">Load the page again</a>
</html>
`;
