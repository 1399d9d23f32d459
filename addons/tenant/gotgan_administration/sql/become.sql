-- Turns a fresh clone into this agency; the hub's provisioner calls it, with no Odoo running.
--   {"agency_name", "kind", "business_number", "administrator": {"name", "email", "phone"},
--    "parameters": {key: value}}
-- What the ORM would compute from these and keep in columns is written here too. Repeatable.
CREATE OR REPLACE FUNCTION gotgan_become(agency jsonb) RETURNS void LANGUAGE plpgsql AS $become$
DECLARE
    company integer := gotgan_record('base', 'main_company');
    partner integer;
    agency_title text := nullif(btrim(agency ->> 'agency_name'), '');
    registration text := nullif(regexp_replace(agency ->> 'business_number', '\D', '', 'g'), '');
BEGIN
    IF agency_title IS NULL THEN
        RAISE EXCEPTION 'gotgan_become: agency_name is missing';
    END IF;
    IF length(registration) <> 10 THEN
        RAISE EXCEPTION 'gotgan_become: business_number has ten digits, not %', length(registration);
    END IF;
    registration := regexp_replace(registration, '(...)(..)(.....)', '\1-\2-\3');
    UPDATE res_company SET name = agency_title WHERE id = company RETURNING partner_id INTO partner;
    UPDATE res_partner SET name = agency_title, complete_name = agency_title,
           commercial_company_name = agency_title, company_registry = registration,
           vat = registration, is_company = true
     WHERE id = partner;
    UPDATE res_partner SET commercial_company_name = agency_title,
           complete_name = agency_title || ', ' || name
     WHERE parent_id = partner AND NOT coalesce(is_company, false) AND coalesce(name, '') <> '';
    IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = current_schema
                AND table_name = 'res_partner' AND column_name = 'business_number') THEN
        EXECUTE 'UPDATE res_partner SET business_number = $1 WHERE id = $2'
          USING registration, partner;
    END IF;
    PERFORM gotgan_become_administrator(agency -> 'administrator');
    PERFORM gotgan_become_parameters(
        coalesce(agency -> 'parameters', '{}'::jsonb)
        || jsonb_strip_nulls(jsonb_build_object(
            'gotgan.agency.name', agency_title, 'gotgan.kind', agency ->> 'kind')));
    -- Odoo's own technical users have no password, in the template or wherever it came from.
    UPDATE res_users SET password = NULL
     WHERE id IN (gotgan_record('base', 'user_root'), gotgan_record('base', 'user_admin'));
    -- A server that has this database open already forgets what it remembers of records; models
    -- and views are as they were.
    IF to_regclass('orm_signaling_stable') IS NOT NULL THEN
        INSERT INTO orm_signaling_stable DEFAULT VALUES;
    END IF;
END $become$;

CREATE OR REPLACE FUNCTION gotgan_record(addon text, record_name text) RETURNS integer
LANGUAGE sql STABLE AS $record$
    SELECT res_id FROM ir_model_data WHERE module = addon AND name = record_name
$record$;

CREATE OR REPLACE FUNCTION gotgan_become_parameters(parameters jsonb) RETURNS void
LANGUAGE sql AS $parameters$
    INSERT INTO ir_config_parameter (key, value, create_uid, write_uid, create_date, write_date)
    SELECT key, value, 1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
      FROM jsonb_each_text(parameters) WHERE value IS NOT NULL
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, write_date = excluded.write_date
$parameters$;

CREATE OR REPLACE FUNCTION gotgan_become_administrator(person jsonb) RETURNS void
LANGUAGE plpgsql AS $administrator$
DECLARE
    account integer := gotgan_record('gotgan_administration', 'user_first_administrator');
    worker integer := gotgan_record('gotgan_administration', 'employee_first_administrator');
    person_name text := nullif(btrim(person ->> 'name'), '');
    mail text := nullif(lower(btrim(person ->> 'email')), '');
    telephone text := nullif(btrim(person ->> 'phone'), '');
    digits text := regexp_replace(coalesce(telephone, ''), '\D', '', 'g');
    contact integer;
BEGIN
    IF person_name IS NULL OR mail IS NULL THEN
        RAISE EXCEPTION 'gotgan_become: the administrator needs a name and an email';
    END IF;
    UPDATE res_users SET login = mail, active = true,
           signature = '<div>' || replace(replace(replace(replace(replace(person_name,
               '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&#34;'), '''', '&#39;') || '</div>'
     WHERE id = account RETURNING partner_id INTO contact;
    UPDATE res_partner SET name = person_name, complete_name = person_name, active = true,
           partner_share = false,
           email = mail, email_normalized = mail, phone = telephone,
           phone_sanitized = CASE
               WHEN digits ~ '^0[1-9][0-9]{7,9}$' THEN '+82' || substr(digits, 2)
               WHEN digits ~ '^1[0-9]{7}$' THEN '+82' || digits END
     WHERE id = contact;
    UPDATE resource_resource SET name = person_name, active = true
     WHERE id = (SELECT resource_id FROM hr_employee WHERE id = worker);
    UPDATE hr_employee SET name = person_name, legal_name = person_name, active = true,
           work_email = mail, work_phone = telephone
     WHERE id = worker;
    INSERT INTO res_groups_users_rel (uid, gid)
    SELECT account, res_id FROM ir_model_data WHERE model = 'res.groups' AND (module, name) IN (
        ('gotgan_administration', 'group_administrator'),
        ('gotgan_sign_in', 'group_security_officer'))
    ON CONFLICT DO NOTHING;
END $administrator$;
