-- The hub asks for support access; nothing opens before the agency approves.
--   {"number", "operator", "reason", "hours"}
-- Returns the state of the request with that number; asking twice changes nothing.
CREATE OR REPLACE FUNCTION gotgan_request_support(request jsonb) RETURNS text
LANGUAGE plpgsql AS $support$
DECLARE
    asked text := nullif(btrim(request ->> 'number'), '');
    found_state text;
BEGIN
    IF asked IS NULL OR nullif(btrim(request ->> 'operator'), '') IS NULL
       OR nullif(btrim(request ->> 'reason'), '') IS NULL THEN
        RAISE EXCEPTION 'gotgan_request_support: number, operator and reason are needed';
    END IF;
    INSERT INTO gotgan_support_grant (
        request_number, operator, reason, hours, state, announced,
        create_uid, write_uid, create_date, write_date)
    VALUES (
        asked, btrim(request ->> 'operator'), btrim(request ->> 'reason'),
        coalesce((request ->> 'hours')::integer, 24), 'requested', false,
        1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
    ON CONFLICT (request_number) DO NOTHING;
    SELECT state INTO found_state FROM gotgan_support_grant WHERE request_number = asked;
    RETURN found_state;
END $support$;
