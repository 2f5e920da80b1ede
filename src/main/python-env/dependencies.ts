import { z } from 'zod';

/** A name that can be imported. */
const moduleName = z.string().regex(/^[\p{L}_][\p{L}\p{N}_]*$/u, 'This is no name of a module.');

/** As the installer takes it, `numpy>=1.26`; what begins with `-` would be one of its options. */
const requirement = z
  .string()
  .max(500)
  .regex(/^[A-Za-z0-9][^\n\r]*$/, 'This is no requirement of a package.');

/** What a job's Python programs need: written by the analysis, read by the build, edited by people in between. */
export const dependencies = z.object({
  /** `3.11.7`; the first two numbers count. */
  python: z.string().regex(/^\d+\.\d+(\.\d+)?$/, 'This is no version of Python.'),
  /** Top-level names that are imported. */
  modules: z.array(moduleName).max(10_000),
  /** Name that is imported → what installs it, where the table of well-known ones is wrong. */
  packages: z.record(moduleName, requirement).optional(),
  /** What nothing imports and is needed even so. */
  extra: z.array(requirement).max(1000).optional(),
});
export type Dependencies = z.infer<typeof dependencies>;

type ReadDependencies =
  | { readonly ok: true; readonly dependencies: Dependencies }
  | { readonly ok: false; readonly problem: string };

/** Reads dependencies from JSON; says where they are not what they should be. */
export function readDependencies(text: string): ReadDependencies {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: `It is no JSON: ${(error as Error).message}` };
  }
  const found = dependencies.safeParse(value);
  if (found.success) return { ok: true, dependencies: found.data };
  const [issue] = found.error.issues;
  const place = issue?.path.join('.');
  return { ok: false, problem: `${place ? `${place}: ` : ''}${issue?.message ?? 'It is empty.'}` };
}
