import type { FarmProfile, OperatingSystem } from '../profile.ts';
import type {
  ActionDefinition,
  AttributeDefinition,
  FormatValue,
  JobTemplate,
  Template,
} from '../template/types.ts';
import { listWords, quote } from '../text.ts';
import { scriptsOf } from './actions.ts';
import type { ValidationContext } from './context.ts';

const OS_FAMILY = 'attr.worker.os.family';
const WINDOWS_ONLY = /^(?:[a-z]:[\\/]|\\\\)|(?:^|[\\/])(?:cmd|powershell)$|\.(?:exe|bat|cmd|ps1)$/i;

/** What the operating systems of a farm's workers cannot run. */
export function validateWorkerSystems(template: Template, context: ValidationContext): void {
  const { profile } = context;
  const systems = profile?.operatingSystems;
  if (profile === undefined || systems === undefined || systems.length === 0) return;
  if (template.kind === 'job') validateRequirements(template, profile, systems, context);
  for (const script of scriptsOf(template))
    for (const action of Object.values(script.actions))
      validateCommand(action, profile, systems, context);
}

/** A step that asks for a system that no worker has would wait for ever. */
function validateRequirements(
  template: JobTemplate,
  profile: FarmProfile,
  systems: readonly OperatingSystem[],
  { collector }: ValidationContext,
): void {
  for (const { hostRequirements } of template.steps) {
    for (const attribute of hostRequirements?.attributes ?? []) {
      if (attribute.name?.node.text.toLowerCase() !== OS_FAMILY) continue;
      for (const value of missing(attribute, systems)) {
        const message = `No worker of ${profile.name} runs ${value.node.text}: this step would never start. Its workers run ${listWords(systems)}.`;
        collector.error('worker-os', message, value.node.range, value.place);
      }
    }
  }
}

/** Every value of `anyOf` when none is offered; of `allOf` each one that is not. */
function missing(
  { anyOf, allOf }: AttributeDefinition,
  systems: readonly string[],
): readonly FormatValue[] {
  const lacks = ({ format, node }: FormatValue): boolean =>
    format.isLiteral && !systems.includes(node.text.toLowerCase());
  return [...(anyOf?.every(lacks) ? anyOf : []), ...(allOf?.filter(lacks) ?? [])];
}

/** A command that only the other kind of system can have. */
function validateCommand(
  { command }: ActionDefinition,
  profile: FarmProfile,
  systems: readonly OperatingSystem[],
  { collector }: ValidationContext,
): void {
  if (!command?.format.isLiteral) return;
  const { text, range } = command.node;
  const foreign = systems.every((system) => system === 'windows')
    ? text.startsWith('/')
    : !systems.includes('windows') && WINDOWS_ONLY.test(text);
  if (!foreign) return;
  const message = `${quote(text)} is no command of ${listWords(systems)}, and that is what the workers of ${profile.name} run.`;
  collector.warning('worker-os', message, range, command.place);
}
