import { type Node, placeOf } from '../../yaml/index.ts';
import { type Place, within } from '../collector.ts';
import { givenEntry } from '../given.ts';
import { defaultControl } from '../parameters/control.ts';
import { PARAMETER_OBJECTS, SCHEMA } from '../schema/index.ts';
import type { JobParameterDefinition, Template } from '../template/types.ts';
import { listWords, quote } from '../text.ts';
import { rangeOfKey, type ValidationContext } from './context.ts';

/** §2.1-2.16: a control must suit the rest of its definition. */
export function validateUserInterfaces(template: Template, context: ValidationContext): void {
  for (const definition of template.parameterDefinitions) {
    if (definition.userInterface !== undefined) new ControlCheck(definition, context).run();
  }
}

const NO_ALLOWED_VALUES = new Set([
  'LINE_EDIT',
  'MULTILINE_EDIT',
  'SPIN_BOX',
  'CHOOSE_INPUT_FILE',
  'CHOOSE_OUTPUT_FILE',
  'CHOOSE_DIRECTORY',
]);

/** Which controls have a use for a property. */
const USES: Readonly<Record<string, readonly string[]>> = {
  singleStepDelta: ['SPIN_BOX'],
  decimals: ['SPIN_BOX'],
  fileFilters: ['CHOOSE_INPUT_FILE', 'CHOOSE_OUTPUT_FILE'],
  fileFilterDefault: ['CHOOSE_INPUT_FILE', 'CHOOSE_OUTPUT_FILE'],
};

const PAIRS = ['true false', 'yes no', 'on off', '1 0'];

class ControlCheck {
  readonly #definition: JobParameterDefinition;
  readonly #context: ValidationContext;
  readonly #place: Place;

  constructor(definition: JobParameterDefinition, context: ValidationContext) {
    this.#definition = definition;
    this.#context = context;
    this.#place = within(definition.place, 'userInterface');
  }

  run(): void {
    const { userInterface, constraints } = this.#definition;
    const control = userInterface?.control ?? defaultControl(this.#definition);
    const hasAllowed = constraints.allowedValues !== undefined;
    if (userInterface?.control !== undefined) {
      if (hasAllowed && NO_ALLOWED_VALUES.has(control)) {
        this.#error(
          'control',
          `${control} cannot be used with "allowedValues". Use DROPDOWN_LIST.`,
        );
      }
      if (!hasAllowed && (control === 'DROPDOWN_LIST' || this.#isStringCheckBox(control))) {
        this.#error('control', `${control} needs "allowedValues".`);
      }
      if (hasAllowed && this.#isStringCheckBox(control)) this.#checkPair();
      this.#checkObjectType(control);
    }
    // §2: "If a field does not apply to the chosen UI element, it should be ignored."
    if (!this.#definition.type.startsWith('LIST')) this.#checkUses(control);
    this.#checkFilters();
  }

  /** The controls of the base types are strict about fields that are of no use with them. */
  #checkUses(control: string): void {
    const { userInterface } = this.#definition;
    for (const [property, controls] of Object.entries(USES)) {
      if (userInterface === undefined || controls.includes(control)) continue;
      if (!this.#isKnown(property)) continue;
      if (givenEntry(userInterface.node, property) === undefined) continue;
      this.#error(
        property,
        `"${property}" has no use with ${control}; it belongs to ${listWords(controls)}.`,
      );
    }
  }

  /** A property that no control of this type has is reported as unknown, not as unsuitable. */
  #isKnown(property: string): boolean {
    const { value } =
      SCHEMA[PARAMETER_OBJECTS[this.#definition.type]].properties.userInterface ?? {};
    return value?.kind === 'object' && Object.hasOwn(SCHEMA[value.object].properties, property);
  }

  #isStringCheckBox(control: string): boolean {
    return control === 'CHECK_BOX' && this.#definition.type === 'STRING';
  }

  /** §2.1: the two values of a check box, in any case and order. */
  #checkPair(): void {
    const { allowedValues = [] } = this.#definition.constraints;
    const words = allowedValues.map((value) =>
      value.kind === 'string' ? value.value.toLowerCase() : '',
    );
    const [first = '', second = ''] = words;
    const known = PAIRS.includes(`${first} ${second}`) || PAIRS.includes(`${second} ${first}`);
    if (words.length === 2 && known) return;
    const message =
      'CHECK_BOX needs two allowed values that mean yes and no: true/false, yes/no, on/off or 1/0.';
    this.#error('control', message);
  }

  #checkObjectType(control: string): void {
    const { objectType = 'DIRECTORY', type, node } = this.#definition;
    if (type !== 'PATH') return;
    const forFiles = control.startsWith('CHOOSE_INPUT') || control.startsWith('CHOOSE_OUTPUT');
    if (forFiles && objectType === 'DIRECTORY') {
      const has = givenEntry(node, 'objectType') === undefined ? ' (the default)' : '';
      this.#error(
        'control',
        `${control} chooses files, but "objectType" is DIRECTORY${has}. Set it to FILE.`,
      );
    }
    if (control.startsWith('CHOOSE_DIRECTORY') && objectType === 'FILE') {
      this.#error('control', `${control} chooses directories, but "objectType" is FILE.`);
    }
  }

  #checkFilters(): void {
    const node = this.#definition.userInterface?.node;
    if (node === undefined) return;
    const filters = givenEntry(node, 'fileFilters')?.value;
    const place = within(this.#place, 'fileFilters');
    if (filters?.kind === 'seq') {
      for (const [index, filter] of filters.items.entries()) {
        this.#checkFilter(filter, within(place, index));
      }
    }
    const standard = givenEntry(node, 'fileFilterDefault')?.value;
    if (standard !== undefined)
      this.#checkFilter(standard, within(this.#place, 'fileFilterDefault'));
  }

  #checkFilter(node: Node, place: Place): void {
    const patterns = node.kind === 'map' ? givenEntry(node, 'patterns')?.value : undefined;
    if (patterns?.kind !== 'seq') return;
    for (const [index, pattern] of patterns.items.entries()) {
      if (pattern.kind !== 'scalar' || pattern.type !== 'string' || pattern.text === '') continue;
      if (isFilterPattern(pattern.text)) continue;
      const message = `${quote(pattern.text)} is no pattern of a file filter. It can be "*", "*.*" or "*.ext".`;
      const at = within(within(place, 'patterns'), index);
      this.#context.collector.error('invalid-file-pattern', message, placeOf(pattern), at);
    }
  }

  #error(property: string, message: string): void {
    const node = this.#definition.userInterface?.node;
    if (node === undefined) return;
    const range = givenEntry(node, property)?.value;
    this.#context.collector.error(
      'unsuitable-control',
      message,
      range === undefined ? rangeOfKey(node, property) : placeOf(range),
      within(this.#place, property),
    );
  }
}

/** `<FileDialogFilterPatternStringValue>` (§2.8). */
function isFilterPattern(pattern: string): boolean {
  if (pattern === '*' || pattern === '*.*') return true;
  return /^\*\.[^\u0000-\u001f\u007f-\u009f\\/*?[\]#%&{}<>$!'":@`|=]+$/.test(pattern);
}
