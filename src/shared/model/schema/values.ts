import type { ListSchema, ObjectName, PropertySchema, TextSchema, ValueSchema } from './types.ts';

/** Values that several objects share. */

export const DESCRIPTION: PropertySchema = {
  value: { kind: 'text', min: 1, max: 'description', characters: 'description' },
  description: 'Words for people. They have no effect on the job.',
  section: '§7.2',
};

/** §2.5 */
export const PARAMETER_STRING: TextSchema = { kind: 'text', max: 'parameterString' };

/** §2.6 */
export const LABEL: TextSchema = {
  kind: 'text',
  min: 1,
  max: 'userInterfaceLabel',
  characters: 'printable',
};

export const INT64: ValueSchema = { kind: 'integer', text: true, int64: true };

export const FLOAT: ValueSchema = { kind: 'number', text: true };

export function object(name: ObjectName): ValueSchema {
  return { kind: 'object', object: name };
}

/** A list; without a minimum of its own it must hold something if it is there at all. */
export function listOfValues(item: ValueSchema, rest: Partial<ListSchema> = {}): ListSchema {
  return { kind: 'list', item, min: 1, ...rest };
}

/** §3.6: available with EXPR. */
export function letProperty(where: string): PropertySchema {
  return {
    value: listOfValues({ kind: 'text', min: 1 }, { max: 'letBindings' }),
    extension: 'EXPR',
    description: `Names for values of expressions, like "frames = Param.End - Param.Start + 1". ${where}`,
    section: '§3.6',
  };
}
