"""The ledger's own functions: one way to book, and refusing whatever would change what was booked.

Each function holds the scheme's account of free money (``FOR UPDATE``) before it reads or writes anything
of that scheme. So bookings of one scheme happen one at a time, in the order of their numbers.
"""

from __future__ import annotations

from django.db import migrations

# What a link of the chain is made of. The check (``ledger_check.py``) uses the same function.
LINK = """
CREATE FUNCTION funding_link(
  before bytea, id bigint, scheme bigint, at timestamptz, kind text, cause text, cause_id bigint,
  by_id bigint, corrects bigint, reason text, evidence text, source text, target text, amount bigint
) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(before || convert_to(
    id || '|' || scheme || '|' || (extract(epoch FROM at) * 1000000)::bigint || '|' || kind || '|' || cause
    || '|' || cause_id || '|' || coalesce(by_id::text, '') || '|' || coalesce(corrects::text, '')
    || '|' || source || '|' || target || '|' || amount || '|' || length(reason) || '|' || reason
    || '|' || evidence, 'UTF8'))
$$
"""

POST = """
CREATE FUNCTION funding_post(
  p_scheme bigint, p_kind text, p_source text, p_target text, p_amount bigint, p_cause text,
  p_cause_id bigint, p_by bigint, p_at timestamptz, p_reason text, p_evidence text, p_corrects bigint
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE number bigint; head_before bytea; link_new bytea;
BEGIN
  SELECT head INTO STRICT head_before FROM funding_account
    WHERE scheme_id = p_scheme AND kind = 'available' FOR UPDATE;
  number := nextval(pg_get_serial_sequence('funding_booking', 'id'));
  link_new := funding_link(head_before, number, p_scheme, p_at, p_kind, p_cause, p_cause_id, p_by,
    p_corrects, p_reason, p_evidence, p_source, p_target, p_amount);
  UPDATE funding_account SET
    balance = balance + CASE kind WHEN p_target THEN p_amount WHEN p_source THEN -p_amount ELSE 0 END,
    head = CASE kind WHEN 'available' THEN link_new ELSE head END,
    bookings = bookings + (kind = 'available')::int
    WHERE scheme_id = p_scheme AND kind IN (p_source, p_target, 'available');
  INSERT INTO funding_booking
    (id, scheme_id, at, kind, cause, cause_id, by_id, reason, evidence, corrects_id, link)
    VALUES (number, p_scheme, p_at, p_kind, p_cause, p_cause_id, p_by, p_reason, p_evidence, p_corrects,
      link_new);
  INSERT INTO funding_entry (booking_id, account_id, amount)
    SELECT number, id, CASE kind WHEN p_target THEN p_amount ELSE -p_amount END FROM funding_account
    WHERE scheme_id = p_scheme AND kind IN (p_source, p_target);
  RETURN number;
END $$
"""

# Which money is too little for an amount: 'total', 'year', 'organisation', or '' when there is enough.
SHORT = """
CREATE FUNCTION funding_short(p_scheme bigint, p_amount bigint, p_day date, p_organisation bigint)
RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM funding_account
      WHERE scheme_id = p_scheme AND kind = 'available' AND balance >= p_amount) THEN
    RETURN 'total';
  END IF;
  IF EXISTS (SELECT FROM funding_ceiling WHERE scheme_id = p_scheme
      AND year = extract(year FROM p_day) AND used + p_amount > amount) THEN
    RETURN 'year';
  END IF;
  IF p_organisation IS NULL THEN RETURN ''; END IF;
  INSERT INTO funding_ceiling (scheme_id, organisation_id, amount, used)
    SELECT p_scheme, p_organisation, most_per_organisation, 0 FROM (
      SELECT most_per_organisation FROM funding_schemerules
      WHERE scheme_id = p_scheme ORDER BY version DESC LIMIT 1) AS newest
    WHERE most_per_organisation IS NOT NULL
    ON CONFLICT (scheme_id, year, organisation_id) DO NOTHING;
  IF EXISTS (SELECT FROM funding_ceiling WHERE scheme_id = p_scheme
      AND organisation_id = p_organisation AND used + p_amount > amount) THEN
    RETURN 'organisation';
  END IF;
  RETURN '';
END $$
"""

# Bring a claim's money to where it belongs; a claim without money stands at 'available'.
MOVE = """
CREATE FUNCTION funding_move(p_claim bigint, p_stand text, p_by bigint, p_at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE c funding_claim; source text; target text; step bigint;
BEGIN
  SELECT * INTO STRICT c FROM funding_claim WHERE id = p_claim;
  source := CASE WHEN c.stand IN ('released', 'short') THEN 'available' ELSE c.stand END;
  target := CASE WHEN p_stand IN ('released', 'short') THEN 'available' ELSE p_stand END;
  IF source <> target THEN
    step := CASE 'available' WHEN source THEN c.amount WHEN target THEN -c.amount ELSE 0 END;
    IF step <> 0 THEN
      UPDATE funding_ceiling SET used = used + step WHERE scheme_id = c.scheme_id
        AND (year = extract(year FROM c.day) OR organisation_id = c.organisation_id);
    END IF;
    PERFORM funding_post(c.scheme_id,
      CASE target WHEN 'reserved' THEN 'reserve' WHEN 'committed' THEN 'commit'
        WHEN 'realised' THEN 'realise' ELSE 'release' END,
      source, target, c.amount, c.cause, c.cause_id, p_by, p_at, '', '', NULL);
  END IF;
  UPDATE funding_claim SET stand = p_stand WHERE id = p_claim AND stand <> p_stand;
END $$
"""

# Charge a claim that holds no money yet, when there is enough; what was short, or ''.
CHARGE = """
CREATE FUNCTION funding_charge(p_claim bigint, p_stand text, p_by bigint, p_at timestamptz)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE c funding_claim; short text := '';
BEGIN
  PERFORM FROM funding_account WHERE kind = 'available'
    AND scheme_id = (SELECT scheme_id FROM funding_claim WHERE id = p_claim) FOR UPDATE;
  SELECT * INTO STRICT c FROM funding_claim WHERE id = p_claim;
  IF c.stand IN ('released', 'short') AND p_stand NOT IN ('released', 'short') THEN
    short := funding_short(c.scheme_id, c.amount, c.day, c.organisation_id);
  END IF;
  PERFORM funding_move(p_claim, CASE short WHEN '' THEN p_stand ELSE 'short' END, p_by, p_at);
  RETURN short;
END $$
"""

# A place is offered (soft: without money nothing is reserved) or given (hard: without money it is refused).
PLACE = """
CREATE FUNCTION funding_place(p_enrolment bigint, p_stand text, p_soft boolean, p_by bigint, p_at timestamptz)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE f record; told bigint; claim bigint; has_money boolean; short text := '';
BEGIN
  SELECT e.person_id, e.edition_id, c.scheme_id, c.performance_id, c.amount, p.organisation_id,
    (coalesce(d.starts_at, p_at) AT TIME ZONE 'Europe/Amsterdam')::date AS day INTO f
    FROM enrolment_enrolment e JOIN funding_cover c ON c.edition_id = e.edition_id
    JOIN training_edition d ON d.id = e.edition_id JOIN people_person p ON p.id = e.person_id
    WHERE e.id = p_enrolment;
  IF NOT FOUND OR EXISTS (SELECT FROM funding_ownpayment
      WHERE person_id = f.person_id AND edition_id = f.edition_id) THEN
    RETURN '';
  END IF;
  PERFORM FROM funding_account WHERE scheme_id = f.scheme_id AND kind = 'available' FOR UPDATE;
  SELECT w.id INTO told FROM funding_moneywait w
    WHERE w.person_id = f.person_id AND w.edition_id = f.edition_id AND w.state = 'told';
  IF told IS NOT NULL THEN
    PERFORM funding_move(id, 'released', p_by, p_at) FROM funding_claim
      WHERE cause = 'wait' AND cause_id = told;
    UPDATE funding_moneywait SET state = 'taken', ended_at = p_at WHERE id = told;
  END IF;
  SELECT id, stand NOT IN ('released', 'short') INTO claim, has_money FROM funding_claim
    WHERE cause = 'place' AND cause_id = p_enrolment;
  IF NOT coalesce(has_money, false) THEN
    SELECT w.short INTO short FROM funding_moneywait w
      JOIN training_edition d ON d.id = w.edition_id JOIN people_person p ON p.id = w.person_id
      WHERE told IS NULL AND w.scheme_id = f.scheme_id AND w.state = 'waiting'
      AND w.person_id <> f.person_id AND CASE w.short
        WHEN 'total' THEN true
        WHEN 'year' THEN extract(year FROM d.starts_at AT TIME ZONE 'Europe/Amsterdam') = extract(year FROM f.day)
        ELSE p.organisation_id = f.organisation_id END LIMIT 1;
    short := coalesce(short, funding_short(f.scheme_id, f.amount, f.day, f.organisation_id));
    IF short <> '' AND p_soft THEN RETURN short; END IF;
    IF short <> '' THEN
      RAISE EXCEPTION 'funding_within_ceiling: %', short
        USING ERRCODE = 'check_violation', CONSTRAINT = 'funding_within_ceiling';
    END IF;
    INSERT INTO funding_claim
      (scheme_id, performance_id, cause, cause_id, organisation_id, day, number, amount, stand)
      VALUES (f.scheme_id, f.performance_id, 'place', p_enrolment, f.organisation_id, f.day, 1, f.amount,
        'released')
      ON CONFLICT (cause, cause_id) DO UPDATE SET stand = 'released', amount = excluded.amount,
        organisation_id = excluded.organisation_id, day = excluded.day
      RETURNING id INTO claim;
  END IF;
  PERFORM funding_move(claim, p_stand, p_by, p_at);
  RETURN '';
END $$
"""

# Bookings and entries only come; they go when the scheme ended ten years ago.
GUARD = """
CREATE FUNCTION funding_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE scheme bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN
    scheme := CASE TG_TABLE_NAME WHEN 'funding_booking' THEN (to_jsonb(OLD)->>'scheme_id')::bigint
      ELSE (SELECT scheme_id FROM funding_account WHERE id = (to_jsonb(OLD)->>'account_id')::bigint) END;
    IF EXISTS (SELECT FROM funding_scheme WHERE id = scheme
        AND until_day < current_date - interval '10 years') THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'funding_append_only: what was booked is not changed; book a counter-entry'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'funding_append_only';
END $$;
CREATE TRIGGER funding_append_only BEFORE UPDATE OR DELETE ON funding_booking
  FOR EACH ROW EXECUTE FUNCTION funding_keep();
CREATE TRIGGER funding_append_only BEFORE UPDATE OR DELETE ON funding_entry
  FOR EACH ROW EXECUTE FUNCTION funding_keep();
CREATE TRIGGER funding_not_emptied BEFORE TRUNCATE ON funding_booking EXECUTE FUNCTION funding_keep();
CREATE TRIGGER funding_not_emptied BEFORE TRUNCATE ON funding_entry EXECUTE FUNCTION funding_keep();
"""

SUMS = """
CREATE FUNCTION funding_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE number bigint := CASE TG_TABLE_NAME WHEN 'funding_entry'
  THEN (to_jsonb(NEW)->>'booking_id')::bigint ELSE (to_jsonb(NEW)->>'id')::bigint END;
BEGIN
  IF (SELECT sum(amount) FROM funding_entry WHERE booking_id = number) IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'entries_sum_to_zero: booking %', number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_sum_to_zero';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER entries_sum_to_zero AFTER INSERT ON funding_booking
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_sums();
CREATE CONSTRAINT TRIGGER entries_sum_to_zero AFTER INSERT ON funding_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_sums();
"""

UNDO = """
DROP TRIGGER entries_sum_to_zero ON funding_entry; DROP TRIGGER entries_sum_to_zero ON funding_booking;
DROP FUNCTION funding_sums();
DROP TRIGGER funding_not_emptied ON funding_entry; DROP TRIGGER funding_not_emptied ON funding_booking;
DROP TRIGGER funding_append_only ON funding_entry; DROP TRIGGER funding_append_only ON funding_booking;
DROP FUNCTION funding_keep(); DROP FUNCTION funding_place; DROP FUNCTION funding_charge;
DROP FUNCTION funding_move; DROP FUNCTION funding_short; DROP FUNCTION funding_post; DROP FUNCTION funding_link;
"""


class Migration(migrations.Migration):
    """Functions and triggers of the ledger."""

    dependencies = [
        ("funding", "0001_initial"),
        ("enrolment", "0005_seats_to_take"),
    ]
    operations = [
        migrations.RunSQL(
            "".join(f"{part.strip().rstrip(';')};\n" for part in (LINK, POST, SHORT, MOVE, CHARGE, PLACE, GUARD, SUMS)),
            UNDO,
        ),
    ]
