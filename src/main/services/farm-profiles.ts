import { z } from 'zod';
import { farmProfile as builtIn, FARM_PROFILES } from '../../shared/model/farm-profiles.ts';
import type { FarmProfile } from '../../shared/model/profile.ts';
import { farmProfile } from '../../shared/protocol/farm-profile.ts';
import { parseDocument, toPlain } from '../../shared/yaml/index.ts';
import { readHead } from './text-files.ts';

/** A profile is a page of text at most. */
const MAX_BYTES = 64 * 1024;

/**
 * A farm profile by what names it: a built-in one, or the path of a YAML or JSON file.
 *
 * @returns the profile, or in words what is wrong with the name or the file.
 */
export async function readFarmProfile(
  nameOrPath: string,
): Promise<{ readonly profile: FarmProfile } | { readonly problem: string }> {
  const known = builtIn(nameOrPath);
  if (known) return { profile: known };
  const head = await readHead(nameOrPath, MAX_BYTES).catch(() => undefined);
  if (head === undefined) {
    const names = Object.keys(FARM_PROFILES).join(', ');
    return {
      problem: `There is no farm profile "${nameOrPath}": it is ${names} or the path of a profile file.`,
    };
  }
  if (head.size > MAX_BYTES) return { problem: `${nameOrPath} is too long for a farm profile.` };
  const { root, diagnostics } = parseDocument(head.bytes.toString('utf8'));
  const broken = diagnostics.find(({ severity }) => severity === 'error');
  if (broken || !root)
    return { problem: `${nameOrPath}: ${broken?.message ?? 'the file is empty.'}` };
  const parsed = farmProfile.safeParse(plainNumbers(toPlain(root)));
  if (parsed.success) return { profile: parsed.data };
  return { problem: `${nameOrPath}: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}` };
}

/** Whole numbers of the document are `bigint`; the limits of a farm are far below 2⁵³. */
function plainNumbers(root: unknown): unknown {
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return root;
  return Object.fromEntries(
    Object.entries(root).map(([key, value]) => [
      key,
      typeof value === 'bigint' ? Number(value) : value,
    ]),
  );
}
