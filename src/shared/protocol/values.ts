import { z } from 'zod';

/** JSON as it travels: parameter values of every type (integers beyond 2⁵³ as text, the model reads both). */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

export const jsonValue: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonValue),
    z.record(z.string(), jsonValue),
  ]),
);

export const parameterValues = z.record(z.string(), jsonValue);
export type ParameterValues = z.infer<typeof parameterValues>;
