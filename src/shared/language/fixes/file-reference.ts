/** What embedded files of a script are referred to by (§6.1): those of a step or of an environment. */
export function fileReference(scriptPath: readonly (string | number)[]): 'Task.File' | 'Env.File' {
  return scriptPath[0] === 'steps' && scriptPath[2] === 'script' ? 'Task.File' : 'Env.File';
}
