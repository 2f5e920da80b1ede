import { printYaml } from '../../../../shared/yaml/index.ts';

const OUTPUT_FORMATS = ['human-readable', 'json', 'yaml'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Prints a result as the one JSON or YAML document of standard output. */
export function printDocument(value: unknown, format: 'json' | 'yaml'): void {
  process.stdout.write(
    format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : printYaml(value),
  );
}
