"""Triggers that guard the triggers: no tenant switches off what is append-only (T9, A10).

The role owns its tables, so it could disable or drop the triggers of
``gotgan.append.only.mixin``. An event trigger belongs to the server's superuser alone;
this one lets every statement through that leaves those triggers whole, such as the
``CREATE OR REPLACE TRIGGER`` of an upgrade, and refuses the rest.

Installed where the server's superuser is at hand, in a template or a tenant, after the
addons: :func:`install_guard`. Installed again it replaces itself and takes note of the
present text of ``gotgan_refuse_change``. Its functions lie in a schema of the superuser:
who owns ``public`` could drop them there, and the event triggers with them.
"""

_WHOLE = """
CREATE SCHEMA IF NOT EXISTS gotgan_guard;
REVOKE ALL ON SCHEMA gotgan_guard FROM PUBLIC;

CREATE OR REPLACE FUNCTION gotgan_guard.whole() RETURNS event_trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $guard$
DECLARE
    found text;
BEGIN
    IF current_setting('is_superuser') = 'on' THEN
        RETURN;
    END IF;
    SELECT format('a change of trigger %%s on %%s', t.tgname, c.relname) INTO found
      FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_proc p ON p.oid = t.tgfoid
      JOIN pg_language l ON l.oid = p.prolang
     WHERE NOT t.tgisinternal
       AND (p.proname = 'gotgan_refuse_change' OR t.tgname ~ '_append_only(_all)?$')
       AND NOT (
            t.tgenabled IN ('A', 'O') AND t.tgqual IS NULL AND t.tgattr = ''::int2vector
            AND p.proname = 'gotgan_refuse_change' AND l.lanname = 'plpgsql'
            AND p.prosrc = %(source)s AND n.nspname = 'public'
            AND CASE t.tgname
                WHEN left(c.relname || '_append_only', 63)::name THEN t.tgtype = 27
                WHEN left(c.relname || '_append_only_all', 63)::name THEN t.tgtype = 34
                ELSE false END)
     LIMIT 1;
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'append-only: %% is refused', found
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Only the superuser of the server changes how these tables are guarded.';
    END IF;
END $guard$;

CREATE OR REPLACE FUNCTION gotgan_guard.dropped() RETURNS event_trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $guard$
DECLARE
    dropped record;
BEGIN
    IF current_setting('is_superuser') = 'on' THEN
        RETURN;
    END IF;
    FOR dropped IN SELECT * FROM pg_event_trigger_dropped_objects() LOOP
        IF dropped.object_type = 'trigger'
                AND dropped.object_identity ~ '_append_only(_all)? on '
           OR dropped.object_type = 'table column' AND EXISTS (
                SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                 WHERE t.tgrelid = dropped.objid AND p.proname = 'gotgan_refuse_change') THEN
            RAISE EXCEPTION 'append-only: dropping %% is refused', dropped.object_identity
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Only the superuser of the server changes how these tables are guarded.';
        END IF;
    END LOOP;
END $guard$;

CREATE OR REPLACE FUNCTION gotgan_guard.rewritten() RETURNS event_trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $guard$
BEGIN
    IF current_setting('is_superuser') = 'off' AND EXISTS (
            SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
             WHERE t.tgrelid = pg_event_trigger_table_rewrite_oid()
               AND p.proname = 'gotgan_refuse_change') THEN
        RAISE EXCEPTION 'append-only: rewriting %% is refused',
            pg_event_trigger_table_rewrite_oid()::regclass
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Only the superuser of the server changes how these tables are guarded.';
    END IF;
END $guard$;

DROP EVENT TRIGGER IF EXISTS gotgan_guard_whole;
DROP EVENT TRIGGER IF EXISTS gotgan_guard_dropped;
DROP EVENT TRIGGER IF EXISTS gotgan_guard_rewritten;
CREATE EVENT TRIGGER gotgan_guard_whole ON ddl_command_end
    EXECUTE FUNCTION gotgan_guard.whole();
CREATE EVENT TRIGGER gotgan_guard_dropped ON sql_drop
    EXECUTE FUNCTION gotgan_guard.dropped();
CREATE EVENT TRIGGER gotgan_guard_rewritten ON table_rewrite
    EXECUTE FUNCTION gotgan_guard.rewritten();
"""


def install_guard(cursor):
    """Install or renew the guard in the database of ``cursor``, in its transaction.

    :param cursor: of a superuser's connection; psycopg2 or Odoo's
    :raises ValueError: when the database has no append-only table to guard
    :raises psycopg2.errors.InsufficientPrivilege: when the role is no superuser
    """
    cursor.execute(
        "SELECT prosrc FROM pg_proc WHERE proname = 'gotgan_refuse_change' "
        "AND pronamespace = 'public'::regnamespace"
    )
    found = cursor.fetchone()
    if not found:
        raise ValueError("nothing in this database is append-only: install the addons first")
    cursor.execute(_WHOLE, {"source": found[0]})


def is_guarded(cursor):
    """Whether all of the guard is there, enabled and a superuser's."""
    cursor.execute(
        "SELECT count(*) = 3 FROM pg_event_trigger e JOIN pg_roles r ON r.oid = e.evtowner "
        "WHERE e.evtname IN ('gotgan_guard_whole', 'gotgan_guard_dropped', "
        "'gotgan_guard_rewritten') AND e.evtenabled <> 'D' AND r.rolsuper"
    )
    return cursor.fetchone()[0]
