/**
 * Words for what the disk refuses, where no service has said it better: a full disk, or a place that cannot be
 * written, is the user's to change and no fault of the application. Undefined for anything else.
 */
export function diskProblem(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const place = path === undefined ? '' : ` (${path})`;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk is full${place}. Free some space and try again.`;
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return `The disk refused it${place}: it is read-only, or permission is denied.`;
  return undefined;
}
