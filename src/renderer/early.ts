import { language } from './language-worker/client.ts';

/** Imported before everything else: the worker's code is fetched and read while the page's is. */
language.warmUp();
