-- What the import noticed, and what the snapshot holds.
create table status_words as
select coalesce(word, '') as word, status::session_status as status, count(*) as sessions
from exported.sessions
group by all
order by sessions desc, word;

create table remarks as
with noticed as (
    select 'past sessions that were never marked' as remark, 'sessions' as about,
        count(*) as rows
    from sessions
    where status = 'unmarked'

    union all

    select 'sessions with a status word we do not know, left out of every rate',
        'sessions', count(*)
    from sessions
    where status = 'unknown'

    union all

    select 'sessions marked attended or missed after the last day of the data',
        'sessions', count(*)
    from exported.sessions
    where start > $known and status in ('attended', 'no_show', 'late_cancelled')

    union all

    select 'sessions whose length is missing, zero, negative or over eight hours',
        'sessions', count(*)
    from exported.sessions
    where minutes is null or minutes <= 0 or minutes > $longest_minutes

    union all

    select 'sessions before the referral of their client', 'clients', count(*)
    from sessions
    inner join clients on sessions.client_key = clients.client_key
    where sessions.day < clients.referral_day

    union all

    select 'ratings on a day without an attended session, left out by session number',
        'alliance', count(*)
    from ratings
    where number_60 is null

    union all

    select 'scores of a client who has no row elsewhere', 'alliance', count(*)
    from exported.alliance
    anti join clients using (client_id)

    union all

    select 'clients who began before the first day of the export, left out of dropout',
        'clients', count(*)
    from episodes
    where inactivity_window = 60 and began_before_export
)

select * from noticed
where rows > 0;

create table snapshot as
select
    $format::integer as format,
    $through::date as data_through,
    $known::timestamp as known_at,
    (select min(day) from sessions) as first_day,
    $invented::boolean as invented,
    $time_zone as time_zone,
    (select count(*) from sessions) as sessions,
    (select count(*) from clients) as clients,
    (select count(*) from counselors) as counselors,
    (
        select count(*) from scores_by_rater
        where named in (select instrument from scales where about = 'alliance')
    ) as alliance_scores,
    (
        select count(*) from scores_by_rater
        where named in (select instrument from scales where about = 'outcome')
    ) as outcome_scores,
    (select count(*) from exported.clients) as client_details,
    (select count(*) from exported.counselors) as counselor_details,
    (select count(*) from sessions where status = 'unknown') as unknown_status,
    (select count(*) from sessions where status = 'unmarked') as unmarked,
    (
        select count(*) from exported.sessions
        where minutes is null or minutes <= 0 or minutes > $longest_minutes
    ) as without_minutes;
