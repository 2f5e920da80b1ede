import type { Node } from '../../yaml/index.ts';

/** A value as it is given: text from a command line or a form, or typed data of JSON and YAML. */
export type ParameterInput = string | number | bigint | boolean | null | readonly ParameterInput[];

/** A number of a document with the text it was written with, so that `3.50` stays `3.50`. */
export interface WrittenNumber {
  readonly number: number;
  readonly text: string;
}

export type TemplateInput =
  | string
  | number
  | bigint
  | boolean
  | null
  | WrittenNumber
  | readonly TemplateInput[];

/** The data of a node as a parameter's value; undefined for mappings, which no parameter takes. */
export function nodeToInput(node: Node): TemplateInput | undefined {
  if (node.kind === 'map') return undefined;
  if (node.kind === 'seq') {
    const items: TemplateInput[] = [];
    for (const item of node.items) {
      const input = nodeToInput(item);
      if (input === undefined) return undefined;
      items.push(input);
    }
    return items;
  }
  if (node.type === 'float') return { number: node.value as number, text: node.text };
  return node.value;
}
