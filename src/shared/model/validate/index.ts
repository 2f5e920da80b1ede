import { EXTENSIONS, type Extension } from '../extensions.ts';
import type { Template } from '../template/types.ts';
import { validateActions } from './actions.ts';
import type { ValidationContext } from './context.ts';
import { validateDependencies } from './dependencies.ts';
import { validateEnvironments } from './environments.ts';
import { hintUnusedExtensions, validateExtensions } from './extensions.ts';
import { validateFormatStrings } from './format-strings.ts';
import { validateHostRequirements } from './host-requirements.ts';
import { validateParameterSpaces } from './parameter-space.ts';
import { validateParameters } from './parameters.ts';
import { validateProfile } from './profile.ts';
import { validateScripts } from './structure-rules.ts';
import { validateUniqueness } from './uniqueness.ts';
import { hintUnusedParameters } from './unused.ts';
import { validateUserInterfaces } from './user-interface.ts';

/** All passes over a template that was read. Each collects; none depends on another's findings. */
export function validateTemplate(
  template: Template,
  text: string,
  context: ValidationContext,
  supported: readonly Extension[] = EXTENSIONS,
): void {
  validateExtensions(template, context, supported);
  validateUniqueness(template, context);
  validateParameters(template, context);
  validateUserInterfaces(template, context);
  validateScripts(template, context);
  validateDependencies(template, context);
  validateHostRequirements(template, context);
  validateParameterSpaces(template, context);
  validateEnvironments(template, context);
  validateActions(template, context);
  validateFormatStrings(template, context);
  validateProfile(template, text, context);
  hintUnusedExtensions(template, context);
  hintUnusedParameters(template, context);
}
