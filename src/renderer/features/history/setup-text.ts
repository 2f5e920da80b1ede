import type { RunInputs } from '../../stores/history-store.ts';
import { text as words } from '../../text/en.ts';

/** What surrounded the job of a run, as lines that can be compared: rules, then environment templates in their order. */
export function setupText({ environments, pathMappingRules }: RunInputs): string {
  return [
    ...(pathMappingRules.length > 0 ? [`# ${words.setup.rules}`] : []),
    ...pathMappingRules.map(
      (rule) => `${rule.sourcePathFormat} ${rule.sourcePath} → ${rule.destinationPath}`,
    ),
    ...environments.map(({ path, text }) => `# ${path}\n${text.replace(/\n$/, '')}`),
  ].join('\n');
}
