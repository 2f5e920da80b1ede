import { jsonSchema } from '../../../../shared/language/json-schema.ts';
import { fail, USAGE_EXIT } from '../exit.ts';
import { parseExtensions } from '../input/load-job.ts';

const VERSIONS = ['jobtemplate-2023-09', 'environment-2023-09'] as const;

/** Prints the JSON Schema of job or environment templates, for editors that know no OpenJD. */
export function schema(options: { version: string; extensions?: string }): void {
  const version = VERSIONS.find((known) => known === options.version);
  if (version === undefined)
    fail(`--version takes ${VERSIONS.join(' or ')}, not "${options.version}".`, USAGE_EXIT);
  const document = jsonSchema(version, parseExtensions(options.extensions));
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
