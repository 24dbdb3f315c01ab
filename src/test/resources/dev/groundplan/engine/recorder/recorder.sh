# What the recorder engine starts: does what sealed/actions says, and journals every side effect on disk before it says so.
phase=$1 execution=$2 run=$3 environment=$4
stop='' said=0 k=0
trap 'stop=1; record signal INT' INT
tab=$(printf '\t')
journal=$environment/journal
[ "$phase" = PLAN ] && journal=$run/scratch/recorded

setting() { read -r value <"$run/sealed/$1" && echo "$value"; }
record() { printf '%s\t%s\t%s\n' "$1" "$execution" "$2" >>"$journal" && sync "$journal"; }
say() { echo "$((said + 1)) $1" && said=$((said + 1)); } # what a full disk refused was not said
pause() { [ "$1" = 0 ] || sleep "$1"; }
hang() { while [ -z "$stop" ]; do sleep 0.1; done; }
chat() { n=0; while [ "$n" -lt "$chatter" ]; do n=$((n + 1)); say "chatter $n"; done; }
slow() { n=0; while [ "$n" -lt 20 ]; do n=$((n + 1)); sleep 0.1; done; }
leave() { [ "$(setting hang)" = SLOW ] && slow; finish 3; }
finish() { record said "$said"; record end "$1"; exit "$1"; }

record start "$phase"
for argument in "$@"; do record argv "$argument"; done
env | while read -r line; do printf 'env\t%s\t%s\n' "$execution" "$line"; done >>"$journal"
find "$run" -type f | sort | while read -r file; do printf 'file\t%s\t%s\n' "$execution" "${file#"$run/"}"; done >>"$journal"
chatter=$(setting chatter) seconds=$(setting seconds) fail_at=$(setting fail_at) serial=$(setting serial) gap=$(setting gap)
[ "$(setting hang)" = "$phase" ] && hang
[ "$(setting hang) $phase" = 'DEAF APPLY' ] && trap '' INT && hang
. "$run/sealed/shell"
if [ "$phase" = PLAN ]; then
    pause "$(setting plan_seconds)"
    chat
    [ -n "$stop" ] && finish 3
    [ "$fail_at" = -1 ] && finish 4
    finish 0
fi
mkdir -p "$environment/things"
while read -r action address; do
    k=$((k + 1))
    [ -n "$stop" ] && leave
    [ "$k" = "$fail_at" ] && finish 4
    pause "$seconds"
    if [ "$action" = DELETE ]; then
        rm -f "$environment/things/$address"
    else
        cp "$run/sealed/contents/$address" "$environment/things/$address"
    fi
    record effect "$action$tab$address"
    pause "$gap"
    cat "$run/sealed/states/$k" >"$run/state"
    record state "$((serial + k))"
    chat
    say "effect $action $address"
done <"$run/sealed/actions"
finish 0
