import { dirname, join } from 'node:path';
import type { Params, TrustSheet } from '../../shared/protocol/index.ts';
import { templateWork } from './template-work.ts';
import { readHead } from './text-files.ts';
import {
  type ExecutableContent,
  executableContent,
  foreignEnvironments,
  type TrustService,
} from './trust-service.ts';

const MAX_SHOWN_SCRIPTS = 50;
const MAX_SHOWN_BYTES = 100_000;

/**
 * What a request would execute and whether the bundle is trusted; nothing is executed.
 */
export async function describeTrust(
  trust: TrustService,
  request: Params<'trust.describe'>,
): Promise<TrustSheet> {
  const root = dirname(request.templatePath);
  const [shown, content] = await Promise.all([
    templateWork.commands(request),
    executableContent(root),
  ]);
  const state = await trust.stateOf(root, content);
  const environments = await foreignEnvironments(root, content.files, request.environments);
  const scripts = await Promise.all(
    content.files
      .filter((file) => !/(^|\/)template\.(ya?ml|json)$/.test(file))
      .slice(0, MAX_SHOWN_SCRIPTS)
      .map(async (name) => ({ name, text: await beginningOf(join(root, name)) })),
  );
  return {
    root,
    state,
    contentHash: content.hash,
    commands: shown.commands,
    total: shown.total,
    scripts: [...shown.scripts, ...scripts],
    files: content.files,
    environments,
    ...(content.beyond ? { beyond: content.beyond } : {}),
  };
}

/** Whether everything that a request executes was agreed to. */
export async function isTrusted(
  trust: TrustService,
  { templatePath, environments }: Params<'run.start'>,
  content: ExecutableContent,
): Promise<boolean> {
  const root = dirname(templatePath);
  if ((await trust.stateOf(root, content)) !== 'trusted') return false;
  if (environments.length === 0) return true;
  const foreign = await foreignEnvironments(root, content.files, environments);
  return trust.knows(
    root,
    foreign.map(({ hash }) => hash),
  );
}

/** A file that executes may be of gigabytes, as where a file system marks everything as executable. */
async function beginningOf(path: string): Promise<string> {
  const head = await readHead(path, MAX_SHOWN_BYTES).catch(() => undefined);
  if (head === undefined) return '(cannot be read)';
  const text = head.bytes.toString('utf8');
  return head.size > MAX_SHOWN_BYTES ? `${text}\n… (${head.size} bytes in all)` : text;
}
