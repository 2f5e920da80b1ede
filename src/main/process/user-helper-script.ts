/**
 * What runs as another user for a whole session. Standard input begins with two lines, the session's mark
 * as `NAME=VALUE` and its folder (as arguments they would stand in `SUDO_COMMAND`, and the script would
 * find and end itself by its mark). Then commands come, one a line; what actions write goes to standard
 * output, answers go to standard error:
 *
 * - `r FILE END` runs a script in a session of its own. Answers `s PID`, and when it has ended writes END
 *   between two null characters behind its output and answers `x CODE`.
 * - `t PID START` sends SIGTERM. `k MARK PID START` ends everything with a mark or in a session, answers `k`.
 * - `l MARK PID START` answers `l` and the processes that are left of an action.
 *
 * START is when the process began: a number that was given to another process since is left alone.
 *
 * At the end of its input, which comes also when the host has died, it ends everything with the session's
 * mark, and, after `d`, deletes what its user owns in the session's folder.
 */
export const USER_HELPER_SCRIPT = `
trap '' INT TERM HUP QUIT
umask 007
IFS= read -r mark && IFS= read -r folder || exit 1
delete=
cd "$folder" || exit 1
members() {
  grep -lsaF -e "$1" /proc/[0-9]*/environ | sed 's,/proc/,,; s,/environ,,'
  [ -z "$2" ] || for file in /proc/[0-9]*/stat; do
    IFS= read -r line 2>/dev/null < "$file" || continue
    pid=\${line%% *}
    set -- "$1" "$2" \${line##*) }
    case $3 in Z|X) continue ;; esac
    [ "$6" != "$2" ] || echo "$pid"
  done 2>/dev/null
}
end() {
  [ -z "$2" ] || kill -9 -- "-$2" 2>/dev/null
  rounds=0
  while [ $rounds -lt 60 ]; do
    rounds=$((rounds + 1)) found=
    for pid in $(members "$1" "$2"); do kill -9 "$pid" 2>/dev/null && found=1; done
    [ -n "$found" ] || break
    sleep 0.02 2>/dev/null || sleep 1
  done
}
still() {
  IFS= read -r line 2>/dev/null < "/proc/$1/stat" || return 0
  set -- "$2" \${line##*) }
  [ "$1" = "\${21}" ]
}
env -0
printf '\\0'
echo ready >&2
while read -r what one two three; do
  case $what in
    r) (
        trap - INT TERM HUP QUIT
        setsid sh "$one" < /dev/null 2>&1 &
        pid=$!
        echo "s $pid" >&2
        wait $pid
        code=$?
        printf '\\0%s\\0' "$two"
        echo "x $code" >&2
      ) & ;;
    t) still "$one" "$two" && kill -TERM "$one" 2>/dev/null ;;
    k) still "$two" "$three" || two=; end "$one" "$two"; echo k >&2 ;;
    d) delete=1 ;;
    l) still "$two" "$three" || two=; echo "l "$(members "$one" "$two") >&2 ;;
  esac
done
end "$mark" ''
[ -z "$delete" ] || find "$folder" -mindepth 1 -user "$(id -u)" -prune -exec chmod -R u+rwX {} + -exec rm -rf {} + 2>/dev/null
`;
