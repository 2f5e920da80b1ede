/**
 * What the guardian runs. It reads `a PID` (an action's first process began) and `d PID` (it ended) and
 * waits for the end of its input, which comes when the host is gone, however it died. Then it ends every
 * process whose environment carries the host's mark and every process in the session of an action that
 * was running, looks again until nothing is found, and removes the host's folder of pipes.
 *
 * After `q`, by which a host that ends in order says good-bye, one look is enough.
 *
 * Arguments: the beginning of the host's marks as `NAME=VALUE`, and the folder (may be empty).
 */
export const GUARDIAN_SCRIPT = `
trap '' INT TERM HUP QUIT
mark=$1 folder=$2 roots=' ' enough=3
while read -r what pid; do
  case $what in
    q) enough=1 ;;
    a) roots="$roots$pid " ;;
    d) case $roots in *" $pid "*) roots="\${roots%% $pid *} \${roots#* $pid }" ;; esac ;;
  esac
done
for pid in $roots; do kill -9 -- "-$pid" 2>/dev/null; done
quiet=0 rounds=0
while [ $quiet -lt $enough ] && [ $rounds -lt 200 ]; do
  rounds=$((rounds + 1)) found=
  if [ -r /proc/self/environ ]; then
    for file in $(grep -lsaF -e "$mark" /proc/[0-9]*/environ); do
      pid=\${file#/proc/} pid=\${pid%/environ}
      [ "$pid" = "$$" ] || { kill -9 "$pid" 2>/dev/null && found=1; }
    done
    for file in /proc/[0-9]*/stat; do
      IFS= read -r line 2>/dev/null < "$file" || continue
      pid=\${line%% *}
      set -- \${line##*) }
      case $1 in Z|X) continue ;; esac
      case $roots in *" $4 "*) kill -9 "$pid" 2>/dev/null && found=1 ;; esac
    done 2>/dev/null
  else
    for pid in $(ps -A -E -ww -o pid=,command= 2>/dev/null | grep -F -e "$mark" | sed 's/^ *//; s/ .*//'); do
      [ "$pid" = "$$" ] || { kill -9 "$pid" 2>/dev/null && found=1; }
    done
  fi
  if [ -n "$found" ]; then quiet=0; else quiet=$((quiet + 1)); fi
  [ $quiet -ge $enough ] || sleep 0.2 2>/dev/null || sleep 1
done
[ -z "$folder" ] || rm -rf -- "$folder"
`;
