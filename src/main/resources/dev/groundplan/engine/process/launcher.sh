d=$1; shift; trap : INT TERM HUP
echo $$ >"$d/pid"
"$@" </dev/null >>"$d/out" 2>>"$d/err"
echo "$?" >"$d/rc.tmp" && mv "$d/rc.tmp" "$d/rc"
