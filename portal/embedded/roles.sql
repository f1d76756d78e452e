-- The roles that the walls between desks stand on. Run by a superuser; safe to repeat, and how a
-- password is changed. The one source for `make run`, for docker-compose.yml and for a server of
-- your own (docs/running.md). Passwords come as settings of the session, never in a command line.
DO $roles$
DECLARE
    -- LOGIN waits for a password: without one nobody comes in as the backup role.
    harmless CONSTANT text := 'NOSUPERUSER NOCREATEROLE NOREPLICATION';
    role record;
BEGIN
    FOR role IN
        SELECT * FROM (VALUES
            -- CREATEDB for the drill of a backup, and for tests.
            ('loketten_owner', 'NOBYPASSRLS CREATEDB', 'loketten.owner_password'),
            ('loketten_app', 'NOBYPASSRLS NOCREATEDB', 'loketten.app_password'),
            ('loketten_backup', 'BYPASSRLS NOCREATEDB', 'loketten.backup_password')
        ) AS roles (name, rights, setting)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role.name) THEN
            EXECUTE format('CREATE ROLE %I', role.name);
        END IF;
        IF coalesce(current_setting(role.setting, true), '') = '' THEN
            EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL %s %s',
                role.name, harmless, role.rights);
        ELSE
            EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L %s %s',
                role.name, current_setting(role.setting), harmless, role.rights);
        END IF;
    END LOOP;
END
$roles$;

ALTER ROLE loketten_app SET lock_timeout = '5s';
ALTER ROLE loketten_app SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE loketten_app SET statement_timeout = '15s';
-- What is read row by row is read to its end. Taken to stop early, a table is walked through by an
-- index, and on a cold disk that outlasted the 15 seconds.
ALTER ROLE loketten_app SET cursor_tuple_fraction = 1;
-- Errors of statements quote what people typed; the portal reports those with less.
ALTER ROLE loketten_app SET log_min_messages = 'fatal';
ALTER ROLE loketten_owner SET log_min_messages = 'fatal';

-- Reads everything, of every desk, for a copy that is locked with a key; and can write nothing.
GRANT pg_read_all_data TO loketten_backup;
ALTER ROLE loketten_backup SET default_transaction_read_only = on;
ALTER ROLE loketten_backup SET log_min_messages = 'fatal';
