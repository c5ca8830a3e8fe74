-- Version 1 of the ledger: budgets that programs share, and the record of what was reserved and paid.
--
-- Apply it as a file of supabase/migrations, or with psql. It is one statement, so it is applied whole or not at all;
-- applied again it restores its functions and grants, and beside a later version it does nothing.
--
-- Tables are in the schema vg_ledger, which no API exposes. The functions to call are in public, run as their owner, and
-- may be executed by their owner and by service_role. Each takes one JSON object and answers with one, so that a later
-- version adds a field and never a second signature. Amounts are decimal text in both directions, as JSON numbers lose
-- digits. Every outcome is an answer and no error: PostgREST repeats serialization failures without end.
--
-- Locks are taken in one order everywhere: reservations by key, then balances from the deepest budget to the root, and
-- of one depth by name and period; before the first balance of a period, its budget. A change of a limit locks the budget
-- without its key, which the foreign key of a balance asks for again.
do $migration$
declare
  routine record;
  outsider text;
begin
  perform set_config('lock_timeout', '10s', true);
  perform pg_advisory_xact_lock(hashtext('vg_ledger'));
  if to_regclass('vg_ledger.migrations') is not null then
    if exists (select from vg_ledger.migrations where version > 1) then
      raise notice 'This database has a later version of the ledger already.';
      return;
    end if;
    -- In the order in which the functions come to them, so that none that runs now waits for what this holds.
    lock table vg_ledger.budgets, vg_ledger.reservations, vg_ledger.balances, vg_ledger.limit_changes;
  end if;

  create schema if not exists vg_ledger;

  -- Tables --------------------------------------------------------------------------------------------------------------

  create table if not exists vg_ledger.migrations (
    version integer primary key,
    applied_at timestamptz not null default clock_timestamp()
  );

  create table if not exists vg_ledger.budgets (
    name text collate "C" primary key check (char_length(name) between 1 and 200),
    -- Itself, its parent, ... its root.
    path text[] collate "C" not null check (path[1] = name and cardinality(path) <= 8),
    amount_limit numeric not null check (amount_limit >= 0 and amount_limit < 1e12 and scale(amount_limit) <= 30),
    period text check (period in ('day', 'week', 'month')),
    time_zone text not null,
    created_at timestamptz not null default clock_timestamp()
  );

  -- A budget in one of its periods; a budget without periods has one row, from -infinity to infinity.
  create table if not exists vg_ledger.balances (
    budget text collate "C" not null references vg_ledger.budgets,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    amount_limit numeric not null,
    spent numeric not null default 0 check (spent >= 0),
    reserved numeric not null default 0 check (reserved >= 0),
    -- The part of `spent` whose reservations were pruned.
    pruned numeric not null default 0 check (pruned between 0 and spent),
    primary key (budget, starts_at)
  ) with (fillfactor = 50);

  create table if not exists vg_ledger.reservations (
    key text collate "C" primary key check (char_length(key) between 1 and 200),
    -- The budget and those above it, and the period of each that this reservation counts in.
    path text[] collate "C" not null,
    starts timestamptz[] not null check (cardinality(starts) = cardinality(path)),
    amount numeric not null check (amount >= 0 and amount < 1e12 and scale(amount) <= 30),
    actual numeric check (actual >= 0 and actual < 1e12 and scale(actual) <= 30),
    state text not null default 'open' check (state in ('open', 'settled', 'released', 'expired')),
    duration double precision check (duration >= 0 and duration < 'infinity'),
    details jsonb check (jsonb_typeof(details) = 'object'),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- Also of what was settled after it had expired.
    expired_at timestamptz,
    closed_at timestamptz,
    check ((state = 'settled') = (actual is not null)),
    check ((state in ('settled', 'released')) = (closed_at is not null))
  );
  create index if not exists reservations_due on vg_ledger.reservations (expires_at) where state = 'open';
  create index if not exists reservations_history on vg_ledger.reservations (closed_at, key) where state = 'settled';

  -- Every limit that a budget has had.
  create table if not exists vg_ledger.limit_changes (
    budget text collate "C" not null references vg_ledger.budgets,
    changed_at timestamptz not null default clock_timestamp(),
    amount_limit numeric not null,
    primary key (budget, changed_at)
  );

  alter table vg_ledger.migrations enable row level security;
  alter table vg_ledger.budgets enable row level security;
  alter table vg_ledger.balances enable row level security;
  alter table vg_ledger.reservations enable row level security;
  alter table vg_ledger.limit_changes enable row level security;

  -- Values --------------------------------------------------------------------------------------------------------------

  create or replace function vg_ledger.version() returns integer
  language sql immutable parallel safe set search_path = ''
  as 'select 1';

  -- What is called often is in plpgsql, which plans its statements once for each connection.

  -- The dollars of a decimal text; null for every other text.
  create or replace function vg_ledger.parse_amount(value text) returns numeric
  language plpgsql immutable parallel safe set search_path = ''
  as $$
  begin
    return case when value ~ '^\d{1,12}(\.\d{1,30})?$' then value::numeric end;
  end
  $$;

  -- The first moment of the day, week or month: where the clocks go back to midnight, that is the earlier of the two.
  create or replace function vg_ledger.period_start(period text, time_zone text, at timestamptz) returns timestamptz
  language plpgsql stable parallel safe set search_path = ''
  as $$
  declare
    start timestamptz;
    earlier timestamptz;
  begin
    if period is null then
      return '-infinity';
    end if;
    start := date_trunc(period, at, time_zone);
    earlier := start - interval '1 hour';
    return case
      when date_trunc(period, earlier at time zone time_zone) = date_trunc(period, at at time zone time_zone) then earlier
      else start
    end;
  end
  $$;

  create or replace function vg_ledger.period_end(period text, time_zone text, starts_at timestamptz)
  returns timestamptz
  language sql stable parallel safe set search_path = ''
  as $$
    select case
      when period is null then 'infinity'::timestamptz
      else vg_ledger.period_start(period, time_zone,
        (date_trunc(period, starts_at at time zone time_zone) + ('1 ' || period)::interval) at time zone time_zone)
    end
  $$;

  -- A moment as ISO text with all its digits; null for infinity.
  create or replace function vg_ledger.format_time(at timestamptz) returns text
  language sql stable parallel safe set search_path = ''
  as $$
    select case when isfinite(at) then to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end
  $$;

  -- The answer to a request that this version or this transaction cannot serve; null if it can. In a stricter isolation
  -- than "read committed" an update that waited would fail, where here it goes on with what the other has left.
  create or replace function vg_ledger.refusal(request jsonb) returns jsonb
  language plpgsql stable set search_path = ''
  as $$
  begin
    if (request ->> 'version')::integer > vg_ledger.version() then
      return jsonb_build_object('outcome', 'outdated', 'version', vg_ledger.version());
    elsif current_setting('transaction_isolation') <> 'read committed' then
      return jsonb_build_object('outcome', 'isolation', 'isolation', current_setting('transaction_isolation'));
    end if;
    return null;
  end
  $$;

  create or replace function vg_ledger.invalid(message text) returns jsonb
  language sql immutable parallel safe set search_path = ''
  as $$
    select jsonb_build_object('outcome', 'invalid', 'message', message)
  $$;

  -- Balances ------------------------------------------------------------------------------------------------------------

  create or replace function vg_ledger.period_starts(budget_path text[], at timestamptz) returns timestamptz[]
  language plpgsql stable set search_path = ''
  as $$
  declare
    starts timestamptz[];
  begin
    select array_agg(vg_ledger.period_start(b.period, b.time_zone, at) order by p.position) into starts
    from unnest(budget_path) with ordinality as p (name, position)
    join vg_ledger.budgets b on b.name = p.name;
    return starts;
  end
  $$;

  -- Opens a period that has no balance yet. A change of the limit waits for the lock on the budget, and this for it, so
  -- that no period opens with a limit that was changed meanwhile.
  create or replace function vg_ledger.open_period(budget_name text, period_starts_at timestamptz) returns void
  language plpgsql volatile set search_path = ''
  as $$
  begin
    perform from vg_ledger.balances b where b.budget = budget_name and b.starts_at = period_starts_at;
    if found then
      return;
    end if;
    perform from vg_ledger.budgets b where b.name = budget_name for share;
    insert into vg_ledger.balances (budget, starts_at, ends_at, amount_limit)
    select b.name, period_starts_at, vg_ledger.period_end(b.period, b.time_zone, period_starts_at), b.amount_limit
    from vg_ledger.budgets b
    where b.name = budget_name
    on conflict do nothing;
  end
  $$;

  -- The answer for the budget, nearest to the leaf, that cannot take these amounts as well; null if all can.
  create or replace function vg_ledger.exceeded(budget_path text[], starts timestamptz[], amounts numeric[])
  returns jsonb
  language sql stable set search_path = ''
  as $$
    with level as (
      select p.position, b.name, coalesce(a.amount_limit, b.amount_limit) as amount_limit,
        coalesce(a.spent + a.reserved, 0) as taken
      from unnest(budget_path, starts) with ordinality as p (name, starts_at, position)
      join vg_ledger.budgets b on b.name = p.name
      left join vg_ledger.balances a on a.budget = p.name and a.starts_at = p.starts_at
    ), item as (
      select sum(i.amount) over (order by i.position) as running
      from unnest(amounts) with ordinality as i (amount, position)
    ), demand as (
      select max(running) as total from item
    )
    select jsonb_build_object(
      'outcome', 'exceeded',
      'budget', l.name,
      'limit', l.amount_limit::text,
      'total', (l.taken + d.total)::text,
      'overrun', (l.taken + d.total - l.amount_limit)::text,
      'affordable', (select count(*) from item where l.taken + item.running <= l.amount_limit)
    )
    from level l cross join demand d
    where l.taken + d.total > l.amount_limit
    order by l.position
    limit 1
  $$;

  -- Adds to what is reserved and spent, from the leaf to the root.
  create or replace function vg_ledger.add_to_balances(
    budget_path text[], starts timestamptz[], reserved_change numeric, spent_change numeric
  ) returns void
  language plpgsql volatile set search_path = ''
  as $$
  begin
    for position in 1 .. cardinality(budget_path) loop
      update vg_ledger.balances b
      set reserved = b.reserved + reserved_change, spent = b.spent + spent_change
      where b.budget = budget_path[position] and b.starts_at = starts[position];
    end loop;
  end
  $$;

  -- Reservations --------------------------------------------------------------------------------------------------------

  -- The answer to keys that are known already; null if none is.
  create or replace function vg_ledger.replay(budget_name text, keys text[], amounts numeric[]) returns jsonb
  language sql stable set search_path = ''
  as $$
    select case
      when count(*) = 0 then null
      when count(*) filter (where r.path[1] <> budget_name or r.amount <> i.amount) > 0 then
        jsonb_build_object('outcome', 'key_reused',
          'key', min(r.key) filter (where r.path[1] <> budget_name or r.amount <> i.amount))
      when count(*) < cardinality(keys) then jsonb_build_object('outcome', 'key_reused', 'key', min(r.key))
      when count(*) filter (where r.state <> 'open') > 0 then
        jsonb_build_object('outcome', 'closed', 'key', min(r.key) filter (where r.state <> 'open'),
          'state', (array_agg(r.state order by r.key) filter (where r.state <> 'open'))[1])
      else jsonb_build_object('outcome', 'reserved', 'replayed', true,
        'expiresAt', vg_ledger.format_time(min(r.expires_at)))
    end
    from unnest(keys, amounts) as i (key, amount)
    join vg_ledger.reservations r on r.key = i.key
  $$;

  -- Lets due reservations expire, of one budget or of all, at most so many; returns their keys.
  create or replace function vg_ledger.expire_due(budget_name text, most integer) returns text[]
  language plpgsql volatile set search_path = ''
  as $$
  declare
    keys text[];
    share record;
  begin
    with due as materialized (
      select r.key from vg_ledger.reservations r
      where r.state = 'open' and r.expires_at <= clock_timestamp()
        and (budget_name is null or budget_name = any (r.path))
      order by r.expires_at
      limit most
      for update skip locked
    ), expired as (
      update vg_ledger.reservations r set state = 'expired', expired_at = clock_timestamp()
      from due where r.key = due.key
      returning r.key
    )
    select coalesce(array_agg(key order by key), '{}') into keys from expired;
    for share in
      select p.name, p.starts_at, sum(r.amount) as amount
      from vg_ledger.reservations r
      cross join unnest(r.path, r.starts) with ordinality as p (name, starts_at, position)
      where r.key = any (keys)
      group by p.name, p.starts_at, cardinality(r.path) - p.position
      order by cardinality(r.path) - p.position desc, p.name, p.starts_at
    loop
      update vg_ledger.balances b set reserved = b.reserved - share.amount
      where b.budget = share.name and b.starts_at = share.starts_at;
    end loop;
    return keys;
  end
  $$;

  -- Settles a reservation, or releases it where there is no actual amount.
  create or replace function vg_ledger.close_reservation(reservation_key text, closing text, closing_actual numeric)
  returns jsonb
  language plpgsql volatile set search_path = ''
  as $$
  declare
    r vg_ledger.reservations;
    freed numeric;
  begin
    select * into r from vg_ledger.reservations x where x.key = reservation_key for update;
    if not found then
      return jsonb_build_object('outcome', 'unknown_reservation');
    end if;
    if closing = 'settled' then
      closing_actual := coalesce(closing_actual, r.amount);
    end if;
    if r.state in ('settled', 'released') then
      if r.state = closing and r.actual is not distinct from closing_actual then
        return jsonb_build_object('outcome', closing, 'replayed', true, 'late', r.expired_at is not null);
      end if;
      return jsonb_build_object('outcome', 'closed', 'key', r.key, 'state', r.state);
    end if;
    freed := case r.state when 'open' then r.amount else 0 end;
    if freed <> 0 or closing_actual <> 0 then
      perform vg_ledger.add_to_balances(r.path, r.starts, -freed, coalesce(closing_actual, 0));
    end if;
    -- The time is taken last, with every lock held: what commits later has a later one, but for a moment.
    update vg_ledger.reservations x
    set state = closing, actual = closing_actual, closed_at = clock_timestamp()
    where x.key = r.key;
    return jsonb_build_object('outcome', closing, 'replayed', false, 'late', r.state = 'expired');
  end
  $$;

  -- Functions to call ---------------------------------------------------------------------------------------------------

  -- { name, limit, parent?, period?, timeZone } -> opened | unknown_budget | conflict
  create or replace function public.vg_ledger_open_budget(request jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  set default_transaction_isolation = 'read committed'
  as $$
  declare
    answer jsonb := vg_ledger.refusal(request);
    budget_name constant text := request ->> 'name';
    new_limit constant numeric := vg_ledger.parse_amount(request ->> 'limit');
    zone text;
    new_path text[];
    b vg_ledger.budgets;
  begin
    if answer is not null then
      return answer;
    end if;
    if new_limit is null or coalesce(budget_name, '') = '' then
      return vg_ledger.invalid('name and limit are needed; the limit is a decimal text');
    end if;
    if request ->> 'parent' is not null then
      select p.path into new_path from vg_ledger.budgets p where p.name = request ->> 'parent';
      if not found then
        return jsonb_build_object('outcome', 'unknown_budget', 'budget', request ->> 'parent');
      end if;
    end if;
    new_path := budget_name || coalesce(new_path, '{}');
    if cardinality(new_path) > 8 then
      return vg_ledger.invalid('a budget has at most 7 others above it');
    end if;
    zone := coalesce(request ->> 'timeZone', 'UTC');
    if zone <> 'UTC' and not exists (select from pg_catalog.pg_timezone_names z where z.name = zone) then
      return vg_ledger.invalid('the database does not know the time zone ' || zone);
    end if;
    insert into vg_ledger.budgets (name, path, amount_limit, period, time_zone)
    values (budget_name, new_path, new_limit, request ->> 'period', zone)
    on conflict do nothing;
    if found then
      insert into vg_ledger.limit_changes (budget, amount_limit) values (budget_name, new_limit);
      return jsonb_build_object('outcome', 'opened');
    end if;
    select * into b from vg_ledger.budgets x where x.name = budget_name for no key update;
    if b.path <> new_path or b.period is distinct from request ->> 'period' or b.time_zone <> zone then
      return jsonb_build_object('outcome', 'conflict', 'parent', b.path[2], 'period', b.period, 'timeZone', b.time_zone);
    end if;
    if b.amount_limit <> new_limit then
      update vg_ledger.budgets x set amount_limit = new_limit where x.name = budget_name;
      -- The clock is read with the lock held: a period that opened while this waited gets the new limit as well.
      update vg_ledger.balances x set amount_limit = new_limit
      where x.budget = budget_name
        and x.starts_at >= vg_ledger.period_start(b.period, b.time_zone, clock_timestamp());
      insert into vg_ledger.limit_changes (budget, amount_limit) values (budget_name, new_limit);
    end if;
    return jsonb_build_object('outcome', 'opened');
  end
  $$;

  -- { budget, items: [{ key, amount, duration?, details? }], expiresIn?, again? }
  --   -> reserved | exceeded | retry | unknown_budget | key_reused | closed
  create or replace function public.vg_ledger_reserve(request jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  set default_transaction_isolation = 'read committed'
  as $$
  declare
    answer jsonb := vg_ledger.refusal(request);
    asked_at constant timestamptz := clock_timestamp();
    due_at constant timestamptz := asked_at + coalesce((request ->> 'expiresIn')::double precision, 3600) * interval '1 s';
    budget_name constant text := request ->> 'budget';
    budget_path text[];
    starts timestamptz[];
    item jsonb;
    keys text[] := '{}';
    amount numeric;
    amounts numeric[] := '{}';
    total numeric := 0;
    inserted text[];
  begin
    if answer is not null then
      return answer;
    end if;
    for item in select i.value from jsonb_array_elements(request -> 'items') as i (value) loop
      keys := keys || (item ->> 'key');
      amount := vg_ledger.parse_amount(item ->> 'amount');
      amounts := amounts || amount;
      total := total + amount;
    end loop;
    if keys = '{}' or total is null or array_position(keys, null) is not null then
      return vg_ledger.invalid('items need a key and an amount, a decimal text, each');
    end if;
    select b.path into budget_path from vg_ledger.budgets b where b.name = budget_name;
    if not found then
      return jsonb_build_object('outcome', 'unknown_budget', 'budget', budget_name);
    end if;
    starts := vg_ledger.period_starts(budget_path, asked_at);

    -- A plain read first, so that what is refused writes nothing. A request that is sent again skips it: its first sending
    -- may be on its way, and is waited for below.
    if request -> 'again' is distinct from 'true' and exists (
      select from unnest(budget_path, starts) as p (name, starts_at)
      join vg_ledger.budgets b on b.name = p.name
      left join vg_ledger.balances a on a.budget = p.name and a.starts_at = p.starts_at
      where coalesce(a.spent + a.reserved, 0) + total > coalesce(a.amount_limit, b.amount_limit)
    ) then
      answer := coalesce(
        vg_ledger.replay(budget_name, keys, amounts),
        vg_ledger.exceeded(budget_path, starts, amounts)
      );
      if answer ->> 'outcome' = 'exceeded' then
        -- What is due is given back first, and then asked again, in a transaction that holds none of these locks.
        if cardinality(vg_ledger.expire_due(answer ->> 'budget', 500)) > 0 then
          return jsonb_build_object('outcome', 'retry');
        end if;
      end if;
      if answer is not null then
        return answer;
      end if;
    end if;

    with rows as (
      insert into vg_ledger.reservations (key, path, starts, amount, duration, details, created_at, expires_at)
      select i.item ->> 'key', budget_path, starts, (i.item ->> 'amount')::numeric,
        (i.item ->> 'duration')::double precision, i.item -> 'details', asked_at, due_at
      from jsonb_array_elements(request -> 'items') as i (item)
      order by i.item ->> 'key' collate "C"
      on conflict do nothing
      returning key
    )
    select array_agg(key) into inserted from rows;
    if cardinality(inserted) is distinct from cardinality(keys) then
      delete from vg_ledger.reservations r where r.key = any (inserted);
      return coalesce(
        vg_ledger.replay(budget_name, keys, amounts),
        jsonb_build_object('outcome', 'key_reused', 'key', keys[1])
      );
    end if;

    for position in 1 .. cardinality(budget_path) loop
      loop
        update vg_ledger.balances b set reserved = b.reserved + total
        where b.budget = budget_path[position] and b.starts_at = starts[position]
          and b.spent + b.reserved + total <= b.amount_limit;
        exit when found;
        perform vg_ledger.open_period(budget_path[position], starts[position]);
        answer := vg_ledger.exceeded(budget_path[position : position], starts[position : position], amounts);
        if answer is not null then
          perform vg_ledger.add_to_balances(budget_path[: position - 1], starts[: position - 1], -total, 0);
          delete from vg_ledger.reservations r where r.key = any (keys);
          return answer;
        end if;
      end loop;
    end loop;
    return jsonb_build_object('outcome', 'reserved', 'replayed', false, 'expiresAt', vg_ledger.format_time(due_at));
  end
  $$;

  -- { key, actual? } -> settled | closed | unknown_reservation; without an actual the reserved amount
  create or replace function public.vg_ledger_settle(request jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  set default_transaction_isolation = 'read committed'
  as $$
  declare
    answer jsonb := vg_ledger.refusal(request);
    actual constant numeric := vg_ledger.parse_amount(request ->> 'actual');
  begin
    if answer is not null then
      return answer;
    end if;
    if request ->> 'actual' is not null and actual is null then
      return vg_ledger.invalid('actual is a decimal text');
    end if;
    return vg_ledger.close_reservation(request ->> 'key', 'settled', actual);
  end
  $$;

  -- { key } -> released | closed | unknown_reservation
  create or replace function public.vg_ledger_release(request jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  set default_transaction_isolation = 'read committed'
  as $$
  begin
    return coalesce(
      vg_ledger.refusal(request),
      vg_ledger.close_reservation(request ->> 'key', 'released', null)
    );
  end
  $$;

  -- { } -> expired, with the keys of up to 1,000 reservations that were due, and whether there may be more
  create or replace function public.vg_ledger_expire(request jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  set default_transaction_isolation = 'read committed'
  as $$
  declare
    answer jsonb := vg_ledger.refusal(request);
    keys text[];
  begin
    if answer is not null then
      return answer;
    end if;
    keys := vg_ledger.expire_due(null, 1000);
    return jsonb_build_object('outcome', 'expired', 'keys', to_jsonb(keys), 'more', cardinality(keys) = 1000);
  end
  $$;

  -- { budget? } -> balances, of the periods in force
  create or replace function public.vg_ledger_balances(request jsonb) returns jsonb
  language plpgsql stable security definer set search_path = ''
  set default_transaction_isolation = 'read committed'
  as $$
  declare
    answer jsonb := vg_ledger.refusal(request);
    at constant timestamptz := clock_timestamp();
  begin
    if answer is not null then
      return answer;
    end if;
    select jsonb_agg(jsonb_build_object(
      'name', b.name,
      'limit', coalesce(a.amount_limit, b.amount_limit)::text,
      'spent', coalesce(a.spent, 0)::text,
      'reserved', coalesce(a.reserved, 0)::text,
      'remaining', (coalesce(a.amount_limit, b.amount_limit) - coalesce(a.spent + a.reserved, 0))::text,
      'parent', b.path[2],
      'period', b.period,
      'timeZone', b.time_zone,
      'startsAt', vg_ledger.format_time(p.starts_at),
      'endsAt', vg_ledger.format_time(vg_ledger.period_end(b.period, b.time_zone, p.starts_at))
    ) order by b.name)
    into answer
    from vg_ledger.budgets b
    cross join lateral vg_ledger.period_start(b.period, b.time_zone, at) as p (starts_at)
    left join vg_ledger.balances a on a.budget = b.name and a.starts_at = p.starts_at
    where request ->> 'budget' is null or b.name = request ->> 'budget';
    if answer is null and request ->> 'budget' is not null then
      return jsonb_build_object('outcome', 'unknown_budget', 'budget', request ->> 'budget');
    end if;
    return jsonb_build_object('outcome', 'balances', 'balances', coalesce(answer, '[]'));
  end
  $$;

  -- { budget?, since?, after?: { at, key }, limit } -> settlements, the oldest first, of a budget and those below it.
  -- The order of commits is not that of the clock: before one of the last seconds, which is not `final`, another can still
  -- appear.
  create or replace function public.vg_ledger_settlements(request jsonb) returns jsonb
  language plpgsql stable security definer set search_path = ''
  set default_transaction_isolation = 'read committed'
  as $$
  declare
    answer jsonb := vg_ledger.refusal(request);
    after_at constant timestamptz := coalesce(request #>> '{after,at}', request ->> 'since', '-infinity');
    after_key constant text := coalesce(request #>> '{after,key}', '');
    final_until constant timestamptz := clock_timestamp() - interval '5 s';
    budget_name constant text := request ->> 'budget';
  begin
    if answer is not null then
      return answer;
    end if;
    if budget_name is not null and not exists (select from vg_ledger.budgets b where b.name = budget_name) then
      return jsonb_build_object('outcome', 'unknown_budget', 'budget', budget_name);
    end if;
    select jsonb_agg(jsonb_build_object(
      'key', s.key,
      'budget', s.path[1],
      'at', vg_ledger.format_time(s.closed_at),
      'final', s.closed_at <= final_until,
      'estimate', s.amount::text,
      'actual', s.actual::text,
      'late', s.expired_at is not null,
      'duration', s.duration,
      'details', s.details
    ) order by s.closed_at, s.key)
    into answer
    from (
      select * from vg_ledger.reservations r
      where r.state = 'settled' and (r.closed_at, r.key) > (after_at, after_key)
        and (budget_name is null or budget_name = any (r.path))
      order by r.closed_at, r.key
      limit (request ->> 'limit')::integer
    ) s;
    return jsonb_build_object('outcome', 'settlements', 'settlements', coalesce(answer, '[]'));
  end
  $$;

  -- { } -> verified, with every balance that is not the sum over its reservations, at most 100
  create or replace function public.vg_ledger_verify(request jsonb) returns jsonb
  language plpgsql stable security definer set search_path = ''
  set default_transaction_isolation = 'read committed'
  as $$
  declare
    answer jsonb := vg_ledger.refusal(request);
  begin
    if answer is not null then
      return answer;
    end if;
    with should as (
      select p.name as budget, p.starts_at,
        coalesce(sum(r.amount) filter (where r.state = 'open'), 0) as reserved,
        coalesce(sum(r.actual), 0) as spent
      from vg_ledger.reservations r cross join unnest(r.path, r.starts) as p (name, starts_at)
      group by p.name, p.starts_at
    ), wrong as (
      select budget, starts_at, b.spent, b.reserved,
        coalesce(s.spent, 0) + coalesce(b.pruned, 0) as should_spent, coalesce(s.reserved, 0) as should_reserved
      from vg_ledger.balances b full join should s using (budget, starts_at)
      where b.spent is distinct from coalesce(s.spent, 0) + coalesce(b.pruned, 0)
        or b.reserved is distinct from coalesce(s.reserved, 0)
      order by budget, starts_at
      limit 100
    )
    select jsonb_agg(jsonb_build_object(
      'budget', w.budget,
      'startsAt', vg_ledger.format_time(w.starts_at),
      'spent', w.spent::text,
      'reserved', w.reserved::text,
      'settled', w.should_spent::text,
      'open', w.should_reserved::text
    ))
    into answer
    from wrong w;
    return jsonb_build_object('outcome', 'verified', 'mismatches', coalesce(answer, '[]'));
  end
  $$;

  -- { before } -> pruned, with the number of reservations removed of up to 1,000 that closed before a moment at least a day
  -- ago, and whether there may be more; what they cost stays in the balances. Balances of ended periods go with their last.
  create or replace function public.vg_ledger_prune(request jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = ''
  set default_transaction_isolation = 'read committed'
  as $$
  declare
    answer jsonb := vg_ledger.refusal(request);
    before constant timestamptz := least((request ->> 'before')::timestamptz, clock_timestamp() - interval '1 day');
    keys text[];
    share record;
  begin
    if answer is not null then
      return answer;
    end if;
    select coalesce(array_agg(due.key), '{}') into keys from (
      select r.key from vg_ledger.reservations r
      where r.state <> 'open' and coalesce(r.closed_at, r.expired_at) < before
      order by r.key
      limit 1000
      for update skip locked
    ) due;
    for share in
      select p.name, p.starts_at, sum(r.actual) as spent
      from vg_ledger.reservations r
      cross join unnest(r.path, r.starts) with ordinality as p (name, starts_at, position)
      where r.key = any (keys) and r.state = 'settled'
      group by p.name, p.starts_at, cardinality(r.path) - p.position
      order by cardinality(r.path) - p.position desc, p.name, p.starts_at
    loop
      update vg_ledger.balances b set pruned = b.pruned + share.spent
      where b.budget = share.name and b.starts_at = share.starts_at;
    end loop;
    delete from vg_ledger.reservations r where r.key = any (keys);
    if cardinality(keys) < 1000 then
      delete from vg_ledger.balances b
      where b.ends_at <= before and b.reserved = 0 and b.spent = b.pruned
        and not exists (
          select from vg_ledger.reservations r cross join unnest(r.path, r.starts) as p (name, starts_at)
          where p.name = b.budget and p.starts_at = b.starts_at
        );
    end if;
    return jsonb_build_object('outcome', 'pruned', 'count', cardinality(keys), 'more', cardinality(keys) = 1000);
  end
  $$;

  -- Grants --------------------------------------------------------------------------------------------------------------

  -- Supabase used to grant everything new in public to anon, authenticated and service_role, and now grants nothing:
  -- what is granted here does not depend on either. The roles are not there on other servers.
  for outsider in
    select 'public' union all
    select r.rolname from pg_roles r where r.rolname in ('anon', 'authenticated', 'service_role')
  loop
    execute format('revoke all on schema vg_ledger from %s', outsider);
    execute format('revoke all on all tables in schema vg_ledger from %s', outsider);
    for routine in
      select p.oid::regprocedure as name, n.nspname as schema
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'vg_ledger' or (n.nspname = 'public' and p.proname like 'vg\_ledger\_%')
    loop
      execute format('revoke all on function %s from %s', routine.name, outsider);
      if outsider = 'service_role' and routine.schema = 'public' then
        execute format('grant execute on function %s to service_role', routine.name);
      end if;
    end loop;
    if outsider = 'service_role' then
      grant usage on schema public to service_role;
    end if;
  end loop;

  insert into vg_ledger.migrations (version) values (1) on conflict do nothing;
  notify pgrst, 'reload schema';
end
$migration$;
