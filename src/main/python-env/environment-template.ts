/**
 * A folder is made by one only; who died holding it left a number that no process has, or none at all. Hosts with one
 * home folder each have a cache of their own: they do not know each other's processes.
 */
const LOCK = `cache=\${XDG_CACHE_HOME:-\${HOME:?}/.cache}/jobwright/python/$(uname -n)
lock() {
  unnamed=0
  until mkdir "$1.lock" 2>/dev/null; do
    owner=$(cat "$1.lock/owner" 2>/dev/null || :)
    if [ -z "$owner" ]; then unnamed=$((unnamed + 1)); fi
    if [ "$unnamed" -gt 10 ] || { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; }; then
      rm -rf "$1.lock"
    else
      sleep 1
    fi
  done
  echo $$ > "$1.lock/owner"
}
`;

/** Unpacks once for all sessions of a host, notes that this one uses it, and sets the variables. */
const enter = (name: string): string => `set -eu
archive=$1
session=$(basename "$2")
${LOCK}
if [ ! -f "$archive" ]; then
  echo "openjd_fail: The Python archive $archive is not there."
  exit 1
fi
mkdir -p "$cache"
place=$cache/${name}-$(cksum < "$archive" | tr ' ' '-')
lock "$place"
trap 'rm -rf "$place.lock"' EXIT
if [ ! -e "$place/.complete" ]; then
  echo "openjd_status: Unpacking the Python environment ${name}"
  rm -rf "$place"
  mkdir "$place"
  tar -xzf "$archive" -C "$place"
  : > "$place/.complete"
fi
mkdir -p "$place.users"
: > "$place.users/$session"
environment=$place/${name}
if ! "$environment/bin/python" -c 'import site'; then
  echo "openjd_fail: The Python of ${name} does not start: is its base Python on this host?"
  exit 1
fi
echo "openjd_env: VIRTUAL_ENV=$environment"
echo "openjd_env: PATH=$environment/bin:$PATH"
echo "openjd_unset_env: PYTHONHOME"
`;

/** The last session of a host takes it away again. */
const exit = (name: string): string => `set -eu
session=$(basename "$1")
${LOCK}
for users in "$cache/${name}"-*.users; do
  if [ ! -e "$users/$session" ]; then continue; fi
  place=\${users%.users}
  lock "$place"
  rm -f "$users/$session"
  if rmdir "$users" 2>/dev/null; then rm -rf "$place"; fi
  rm -rf "$place.lock"
done
`;

/**
 * An environment template for an archive: entering unpacks and activates it on the host, leaving cleans up after the
 * last session. It needs a POSIX shell, tar and the base Python there, and nothing of ours.
 *
 * @param name The archive's, without its ending.
 */
export function environmentTemplate(name: string): string {
  return `# Runs a job inside the Python environment of ${name}.tar.gz.
specificationVersion: environment-2023-09
parameterDefinitions:
  - name: PythonArchive
    type: PATH
    objectType: FILE
    dataFlow: IN
    description: The archive ${name}.tar.gz.
environment:
  name: Python ${name}
  script:
    actions:
      onEnter:
        command: sh
        args: ["{{Env.File.enter}}", "{{Param.PythonArchive}}", "{{Session.WorkingDirectory}}"]
        timeout: 3600
      onExit:
        command: sh
        args: ["{{Env.File.exit}}", "{{Session.WorkingDirectory}}"]
        timeout: 600
    embeddedFiles:
      - name: enter
        type: TEXT
        data: |
${indented(enter(name))}
      - name: exit
        type: TEXT
        data: |
${indented(exit(name))}
`;
}

function indented(text: string): string {
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => (line === '' ? '' : `          ${line}`)).join('\n');
}
