-- The rows behind every remark about rows of the store, how many each has, and which
-- files were published without rows that could not be read.
-- A remark's key is stable; its sentence may be said better one day.
create table remark_words as
select
    known.key,
    known.about,
    known.remark
from (
    values
    ('unmarked', 'sessions', 'past sessions that were never marked'),
    (
        'unknown_status', 'sessions',
        'sessions with a status word we do not know, left out of every rate'
    ),
    (
        'future_attended', 'sessions',
        'sessions attended or missed after the last day of the data: mistyped dates?'
    ),
    (
        'without_minutes', 'sessions',
        'sessions whose length is missing, zero, negative or over eight hours'
    ),
    (
        'before_referral', 'clients',
        'sessions before the referral of their client'
    ),
    (
        'two_places', 'sessions',
        'sessions of one client with two counselors at one time: one client, or two?'
    ),
    ('no_counselor', 'sessions', 'sessions whose counselor is not named'),
    (
        'counselor_spellings', 'counselors',
        'counselors whose names are the same but for spelling: one counselor, or two?'
    ),
    (
        'damaged_ids', 'clients',
        'ids that a spreadsheet turned into a number such as 9.3E+12: export again'
    ),
    (
        'point_zero', 'clients',
        'ids ending in .0 among others that do not: a spreadsheet may have added it'
    ),
    (
        'addresses_in_ids', 'clients',
        'ids that hold an address (:// or @): pseudonyms should say nothing'
    ),
    (
        'total_computed', 'alliance',
        'ratings without a total that have every subscale: computed as the instrument says' -- a sentence is not cut -- noqa: LT05
    ),
    (
        'rating_without_session', 'alliance',
        'ratings on a day without an attended session, left out by session number'
    ),
    ('score_without_client', 'alliance', 'scores of a client who has no row elsewhere'),
    (
        'reversed_scale', 'alliance',
        'alliance scores whose middle is in the lower half: is the scale reversed?'
    ),
    (
        'began_before_export', 'clients',
        'clients referred before the export begins and first seen in its first 90 days:'
        || ' they may have come before it, and are left out of dropout'
    ),
    (
        'long_before', 'sessions',
        'sessions more than a year before all others: is the date mistyped?'
    ),
    (
        'co_led', 'sessions',
        'sessions with a second counselor: each has the hour, the client came once'
    ),
    (
        'not_called', 'clients',
        'clients not to be contacted, or under 42 CFR Part 2: they are on no call list'
    ),
    (
        'alike_ids', 'clients',
        'clients whose ids differ only in capital letters, blanks or leading zeros: two'
        || ' people, or one?'
    ),
    (
        'far_booking', 'sessions',
        'sessions booked more than a year after the data ends, which count as the next'
        || ' session of their client: is the date mistyped?'
    ),
    (
        'discharged_later', 'clients',
        'clients discharged after the last day of the data: that day they are in care'
    ),
    (
        'contact_unclear', 'clients',
        'cells about contact that say neither yes nor no: taken as do not contact'
    )
) as known (key, about, remark);

-- Every row of sessions, also of those that take no part in any rate, by its people's keys.
create temp view keyed_sessions as
select
    sessions.session_id,
    sessions.start,
    sessions.minutes,
    sessions.status,
    sessions.is_second,
    clients.client_key,
    counselors.counselor_key,
    counselors.counselor_id
from told_sessions as sessions
inner join clients on sessions.client_id = clients.client_id
inner join counselors on sessions.counselor_id = counselors.counselor_id;

create temp table remarked as
with spelled as (
    select
        counselor_id,
        array_to_string(list_sort(list_filter(
            string_split_regex(lower(strip_accents(counselor)), '[^a-z0-9]+'),
            lambda word: word not in ('', 'dr', 'mr', 'ms', 'mrs', 'prof')
        )), ' ') as spelling
    from counselors
),

spellings as (
    select spelling
    from spelled
    where spelling <> ''
    group by spelling
    having count(*) > 1
),

doubled as (
    select
        client_key,
        start
    from sessions
    where status = 'attended' and start > date_trunc('day', start)
    group by client_key, start
    having min(counselor_key) < max(counselor_key)
),

-- The last day of the few sessions (one, or fewer than 1 in 1,000) before a long gap.
early_days as (
    select
        day,
        lead(day) over (order by day) as next_day,
        sum(count(*)) over (order by day) as up_to,
        sum(count(*)) over () as all_of
    from sessions
    where status in ('attended', 'no_show', 'late_cancelled')
    group by day
),

long_before as (
    select max(day) as last_day
    from early_days
    where next_day - day > 365 and (up_to = 1 or up_to * 1000 < all_of)
),

low_alliance as (
    select ratings.instrument_key
    from ratings
    inner join scales
        on ratings.instrument_key = scales.instrument_key and scales.part = 0
    where scales.about = 'alliance' and ratings.score_0 is not null
    group by ratings.instrument_key
    having
        count(*) >= 20
        and median(ratings.score_0)
        < (any_value(scales.low) + any_value(scales.high)) / 2
)

select
    'unmarked' as key,
    session_id,
    start,
    client_key,
    counselor_key,
    null as id
from sessions
where status = 'unmarked'

union all by name

select
    'unknown_status' as key,
    session_id,
    start,
    client_key,
    counselor_key
from sessions
where status = 'unknown'

union all by name

select
    'future_attended' as key,
    session_id,
    start,
    client_key,
    counselor_key
from keyed_sessions
cross join snapshot
where
    start > snapshot.known_at
    and not is_second
    and status in ('attended', 'no_show', 'late_cancelled')

union all by name

select
    'alike_ids' as key,
    client_key
from clients
qualify
    count(*) over (
        partition by ltrim(lower(regexp_replace(client_id, '\s', '', 'g')), '0')
    ) > 1

union all by name

select
    'far_booking' as key,
    session_id,
    start,
    client_key,
    counselor_key
from keyed_sessions
where
    start::date > $through::date + 365
    and not is_second
    and status = 'scheduled'

union all by name

select
    'discharged_later' as key,
    client_key,
    discharge_day::timestamp as start
from clients
where discharge_day > $through::date

union all by name

select
    'without_minutes' as key,
    session_id,
    start,
    client_key,
    counselor_key
from keyed_sessions
where
    not is_second
    and (
        minutes is null
        or minutes <= 0
        or minutes > (select longest_minutes from snapshot)
    )

union all by name

select
    'before_referral' as key,
    sessions.session_id,
    sessions.start,
    sessions.client_key,
    sessions.counselor_key
from sessions
inner join clients on sessions.client_key = clients.client_key
where sessions.day < clients.referral_day

union all by name

select
    'long_before' as key,
    sessions.session_id,
    sessions.start,
    sessions.client_key,
    sessions.counselor_key
from sessions
inner join long_before on sessions.day <= long_before.last_day

union all by name

select
    'co_led' as key,
    session_id,
    start,
    client_key,
    counselor_key
from keyed_sessions
where is_second
qualify
    row_number() over (
        partition by session_id, client_key, start
        order by counselor_id
    ) = 1

union all by name

select
    'two_places' as key,
    sessions.session_id,
    sessions.start,
    sessions.client_key,
    sessions.counselor_key
from sessions
inner join doubled
    on sessions.client_key = doubled.client_key and sessions.start = doubled.start
where sessions.status = 'attended'

union all by name

select
    'no_counselor' as key,
    sessions.session_id,
    sessions.start,
    sessions.client_key,
    sessions.counselor_key
from sessions
inner join counselors on sessions.counselor_key = counselors.counselor_key
where counselors.counselor_id = '(none named)'

union all by name

select
    'counselor_spellings' as key,
    counselors.counselor_key
from spelled
inner join spellings on spelled.spelling = spellings.spelling
inner join counselors on spelled.counselor_id = counselors.counselor_id

union all by name

select
    'damaged_ids' as key,
    client_key
from clients
where client_id like '%E+%' and regexp_matches(client_id, '^[0-9][.]?[0-9]*E[+][0-9]+$')

union all by name

select
    'damaged_ids' as key,
    session_id,
    start,
    client_key,
    counselor_key
from sessions
where
    session_id like '%E+%'
    and regexp_matches(session_id, '^[0-9][.]?[0-9]*E[+][0-9]+$')

union all by name

select
    'point_zero' as key,
    client_key
from clients
where client_id like '%.0' and regexp_matches(client_id, '^[0-9]+[.]0$')

union all by name

select
    'addresses_in_ids' as key,
    client_key
from clients
where contains(client_id, '://') or contains(client_id, '@')

union all by name

select
    'addresses_in_ids' as key,
    counselor_key
from counselors
where contains(counselor_id, '://') or contains(counselor_id, '@')

union all by name

select
    'total_computed' as key,
    client_key,
    day::timestamp as start
from ratings
where is_total_computed

union all by name

select
    'rating_without_session' as key,
    client_key,
    day::timestamp as start
from ratings
where number_60 is null

union all by name

select
    'score_without_client' as key,
    scores.client_id as id,
    scores.day as start
from told_alliance as scores
anti join clients on scores.client_id = clients.client_id

union all by name

select
    'reversed_scale' as key,
    ratings.client_key,
    ratings.day::timestamp as start
from ratings
inner join low_alliance on ratings.instrument_key = low_alliance.instrument_key

union all by name

select
    'began_before_export' as key,
    client_key,
    first_day::timestamp as start
from episodes
where inactivity_window = 60 and began_before_export

union all by name

select
    'not_called' as key,
    client_key
from clients
where not_called_for is not null

union all by name

select
    'contact_unclear' as key,
    clients.client_key
from told_no_contact as told
inner join clients on told.client_id = clients.client_id
where told.said = 'unclear';

create table remarks as
select
    remark_words.key,
    remark_words.remark,
    remark_words.about,
    counted.rows
from (
    select
        key,
        count(*) as rows
    from remarked
    group by key
) as counted
inner join remark_words on counted.key = remark_words.key
order by counted.rows desc, remark_words.key asc;

-- The newest 5,000 of each counselor hold the newest 5,000 of any counselors together.
create table remark_rows as
select
    key,
    session_id,
    start,
    client_key,
    counselor_key,
    id
from remarked
qualify
    row_number() over (
        partition by key, counselor_key
        order by start desc nulls last, client_key asc, session_id asc, id asc
    ) <= 5000
order by
    key asc, start desc nulls last, client_key asc, session_id asc, id asc;

drop table remarked;
drop view keyed_sessions;
drop table remark_words;

create table missing_rows as
select
    file,
    part,
    missing,
    rows
from exported.missing_rows
order by part asc, file asc, missing asc;
