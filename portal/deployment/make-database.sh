#!/bin/sh
# Makes the roles and the database, once, when the server of docker-compose.yml starts empty; run
# again by hand it makes them right again. The two files it reads are those of `make run`.
set -eu

psql --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv sql SQL_FOLDER
\getenv owner OWNER_PASSWORD
\getenv app APP_PASSWORD
\getenv backup BACKUP_PASSWORD
SELECT set_config('loketten.owner_password', :'owner', false),
       set_config('loketten.app_password', :'app', false),
       set_config('loketten.backup_password', :'backup', false) \g /dev/null
\set file :sql '/roles.sql'
\i :file
SELECT 'CREATE DATABASE loketten OWNER loketten_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'loketten') \gexec
\set file :sql '/rights.sql'
\connect template1
\i :file
\connect loketten
\i :file
SQL
