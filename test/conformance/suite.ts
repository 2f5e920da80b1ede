import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the public suite (or a sample of it) lies; its layout is `<version>/<extension>/<kind>/<case>`. */
export const suiteRoot =
  process.env.JOBWRIGHT_CONFORMANCE ??
  fileURLToPath(new URL('../../../shared/conformance', import.meta.url));

export const suitePresent = existsSync(join(suiteRoot, '2023-09'));

/** Our own cases in the same layout; they run wherever the suite is not. */
export const ownRoot = fileURLToPath(new URL('./own', import.meta.url));

export interface SuiteCase {
  /** `base/jobs/name.test.yaml`. */
  readonly name: string;
  readonly path: string;
  readonly kind: 'job_templates' | 'env_templates' | 'jobs';
  readonly mustFail: boolean;
}

/** Every case below a root, in order. */
export function casesOf(root: string): SuiteCase[] {
  const base = join(root, '2023-09');
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(base, path).split(sep).join('/');
      return {
        name,
        path,
        kind: name.split('/')[1] as SuiteCase['kind'],
        mustFail: name.includes('.invalid.'),
      };
    })
    .filter((found) => ['job_templates', 'env_templates', 'jobs'].includes(found.kind))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

const JOINED =
  '§7.4: "PATH parameter defaults are joined with the job template directory"; the case expects them as written, against 2.12--list-path-default-walkup-within-template-dir';

/**
 * Cases that are not run, each with the sentence of the specification that decides against it. The key
 * is the case's name.
 */
export const SKIPPED: Readonly<Record<string, string>> = {
  'base/job_templates/3.4--too-many-range-items.invalid.yaml':
    '§3.4.1.1 limits the list only: "`<IntRangeList>` is subject to the constraints: … The list must not contain more than 1024 elements."; the case is a range expression',
  'EXPR/jobs/2.12--list-path-param-runtime.test.yaml': JOINED,
  'EXPR/jobs/2.12--list-path-param-runtime-posix.test.yaml': JOINED,
};
