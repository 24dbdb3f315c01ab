#!/bin/sh
# Pretends to restart four instances, in colour. Reads SERVICE, WAVE, SECONDS_EACH and FAIL.
set -eu

esc=$(printf '\033')
bold="${esc}[1m" dim="${esc}[2m" red="${esc}[31m" green="${esc}[32m" yellow="${esc}[33m" cyan="${esc}[36m" off="${esc}[0m"

printf '%s\n' "${bold}${cyan}Wave $WAVE of 10${off} ${dim}$SERVICE-$WAVE-a … $SERVICE-$WAVE-d${off}"
second=1
while [ "$second" -le "$SECONDS_EACH" ]; do
  printf '%s\n' "  ${yellow}draining${off} connections, second $second of $SECONDS_EACH"
  if [ "$FAIL" = yes ] && [ $((second * 2)) -ge "$SECONDS_EACH" ]; then
    printf '%s\n' "  ${red}${bold}failed${off}${red}: $SERVICE-$WAVE-b does not answer its health check${off}" >&2
    printf '%s\n' "  Set 'Fails at' to 'No wave' and go on: the waves before this one stay done." >&2
    exit 1
  fi
  sleep 1
  second=$((second + 1))
done
for instance in a b c d; do
  printf '%s\n' "  ${green}healthy${off} $SERVICE-$WAVE-$instance ${dim}answers in $((WAVE * 7 % 40 + 3)) ms${off}"
done
