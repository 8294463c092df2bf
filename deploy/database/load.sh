#!/bin/sh
# Puts activities.csv of the data folder into the table that the dashboard reads, in one step: readers see the old
# rows or the new ones. The image of PostgreSQL runs it once, when the database is made. To run it again:
#   docker compose exec database sh /docker-entrypoint-initdb.d/load.sh
set -eu
file="${ACTIVITIES_FILE:-/data/activities.csv}"
# every column is text: the dashboard reads and checks each cell itself
columns=$(head -n 1 "$file" | sed '1s/^\xef\xbb\xbf//' | tr -d '\r"' | sed 's/[^a-z0-9_,]//g; s/,/" text, "/g')
psql --no-psqlrc --quiet --username "${POSTGRES_USER:?}" --dbname "${POSTGRES_DB:?}" \
  --set ON_ERROR_STOP=1 --single-transaction \
  --command "drop table if exists public.activities" \
  --command "create table public.activities (\"$columns\" text)" \
  --command "\\copy public.activities from '$file' with (format csv, header true)"
