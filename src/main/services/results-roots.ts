import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { ResultRoot, RunRecord } from '../../shared/protocol/index.ts';
import type { Output } from './job-outputs.ts';
import { hasKept, keptFolder } from './kept-pictures.ts';

/** A root as the service knows it. */
export interface Place extends ResultRoot {
  /** The folder that nothing may lead out of. */
  readonly folder: string;
}

/** Folders of OUT and INOUT paths as the run resolved them, the session folders that exist, and kept pictures. */
export async function rootsOf(
  run: RunRecord,
  outputs: readonly Output[],
  runFolder: string,
): Promise<Place[]> {
  const places: Place[] = [];
  for (const output of outputs) {
    const found = await stat(output.path).catch(() => undefined);
    const single = found ? found.isFile() : output.single;
    places.push({
      id: `output:${output.name}`,
      kind: 'output',
      label: output.name,
      path: output.path,
      missing: found === undefined,
      single,
      folder: single ? dirname(output.path) : output.path,
    });
  }
  for (const path of run.sessionDirectories) {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isDirectory()) continue;
    const label = basename(path);
    places.push({
      id: `session:${label}`,
      kind: 'session',
      label,
      path,
      missing: false,
      single: false,
      folder: path,
    });
  }
  for (const { name } of outputs) {
    const folder = keptFolder(runFolder, name);
    if (!(await hasKept(folder))) continue;
    places.push({
      id: `kept:${name}`,
      kind: 'kept',
      label: name,
      path: folder,
      missing: false,
      single: false,
      folder,
    });
  }
  return places;
}
