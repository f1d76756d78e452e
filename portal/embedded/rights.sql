-- What the app role may in one database. Run by a superuser in the database of the portal, and in
-- template1, of which the databases of a drill and of tests are copies.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO loketten_app;
GRANT USAGE, CREATE ON SCHEMA public TO loketten_owner;
ALTER DEFAULT PRIVILEGES FOR ROLE loketten_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO loketten_app;
ALTER DEFAULT PRIVILEGES FOR ROLE loketten_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO loketten_app;
-- Sessions of one role read each other's queries there, desk and all.
REVOKE SELECT ON pg_stat_activity FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION pg_stat_get_activity(integer) FROM PUBLIC;
-- Which statements are slow, without what people typed; only where the server brings it, and apart
-- from our tables.
DO $watch$ BEGIN
    CREATE SCHEMA IF NOT EXISTS monitoring;
    GRANT USAGE ON SCHEMA monitoring TO loketten_app;
    CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA monitoring;
    ALTER EXTENSION pg_stat_statements SET SCHEMA monitoring;
EXCEPTION WHEN undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'no pg_stat_statements here';
END $watch$;
