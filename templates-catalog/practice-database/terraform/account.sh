#!/bin/sh
# Pretends to make the app's user, and gives its password away in the ways that scripts do. Reads ADDRESS, DB_USER, PASSWORD.
set -eu

echo "Connecting to $ADDRESS as administrator."
echo "create user $DB_USER with password '$PASSWORD';"
echo "Saved for the app: $(printf '%s' "$PASSWORD" | base64)"
printf '\033[32mUser %s can connect now.\033[0m\n' "$DB_USER"
