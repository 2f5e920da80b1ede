import { fail } from '../exit.ts';

export async function run(_path: string, _options: unknown): Promise<void> {
  fail('the engine is not connected yet', 1);
}
