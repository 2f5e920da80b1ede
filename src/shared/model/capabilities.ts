import { codePoints, listWords, quote } from './text.ts';

/** §3.3.1.1: the amounts that the specification defines. */
export const STANDARD_AMOUNTS: readonly string[] = [
  'amount.worker.vcpu',
  'amount.worker.memory',
  'amount.worker.gpu',
  'amount.worker.gpu.memory',
  'amount.worker.disk.scratch',
];

/** §3.3.2.1: the attributes that the specification defines, and their values. A host has one of each. */
export const STANDARD_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'attr.worker.os.family': ['linux', 'windows', 'macos'],
  'attr.worker.cpu.arch': ['x86_64', 'arm64'],
};

const RESERVED = ['worker', 'job', 'step', 'task'];
const MAX_LENGTH = 100;
const AMOUNT = /^(?:[a-z_][a-z0-9_]*:)?amount(?:\.[a-z_][a-z0-9_]*)+$/i;
const ATTRIBUTE = /^(?:[a-z_][a-z0-9_]*:)?attr(?:\.[a-z_][a-z0-9_]*)+$/i;
const VALUE = /^[A-Za-z_][A-Za-z0-9_-]*$/;

export interface CapabilityIssue {
  readonly code: 'too-long' | 'invalid-capability' | 'invalid-attribute-value';
  readonly message: string;
}

export function amountNameIssue(name: string): CapabilityIssue | undefined {
  return nameIssue(name, AMOUNT, 'amount', STANDARD_AMOUNTS);
}

export function attributeNameIssue(name: string): CapabilityIssue | undefined {
  return nameIssue(name, ATTRIBUTE, 'attr', Object.keys(STANDARD_ATTRIBUTES));
}

/** What is wrong with the name of a capability. Names are compared without case. */
function nameIssue(
  name: string,
  pattern: RegExp,
  kind: 'amount' | 'attr',
  standard: readonly string[],
): CapabilityIssue | undefined {
  const length = codePoints(name);
  if (length > MAX_LENGTH) {
    const message = `The name of a capability has at most ${MAX_LENGTH} characters; this one has ${length}.`;
    return { code: 'too-long', message };
  }
  if (!pattern.test(name)) {
    const message = `${quote(name)} is no name of ${kind === 'amount' ? 'an amount' : 'an attribute'}. It looks like ${kind}.software.license, optionally with "vendor:" in front.`;
    return { code: 'invalid-capability', message };
  }
  const own = name.toLowerCase().replace(/^[^:]*:/, '');
  if (standard.includes(own)) return undefined;
  const scope = own.split('.')[1] ?? '';
  if (!RESERVED.includes(scope)) return undefined;
  const message = `"${kind}.${scope}" is reserved for what the specification defines: ${listWords(standard)}.`;
  return { code: 'invalid-capability', message };
}

/** The values of a standard attribute; nothing for others, a vendor's of the same name included. */
export function standardValuesOf(name: string): readonly string[] | undefined {
  const own = name.toLowerCase();
  return Object.hasOwn(STANDARD_ATTRIBUTES, own) ? STANDARD_ATTRIBUTES[own] : undefined;
}

/** What is wrong with the value of an attribute, after it is resolved (§3.3.2.2). */
export function attributeValueIssue(
  name: string,
  value: string,
  standard: readonly string[] | undefined,
): CapabilityIssue | undefined {
  const length = codePoints(value);
  if (length > MAX_LENGTH) {
    const message = `The value of an attribute has at most ${MAX_LENGTH} characters; this one has ${length}.`;
    return { code: 'too-long', message };
  }
  if (!VALUE.test(value)) {
    const message = `${quote(value)} is no value of an attribute: letters, digits, "_" and "-", starting with a letter or "_".`;
    return { code: 'invalid-attribute-value', message };
  }
  if (standard !== undefined && !standard.includes(value.toLowerCase())) {
    const message = `${quote(value)} is no value of ${name}. It can be ${listWords(standard)}.`;
    return { code: 'invalid-attribute-value', message };
  }
  return undefined;
}
