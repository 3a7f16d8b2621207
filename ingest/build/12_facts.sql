-- Which words were met, and what the snapshot holds.
create table status_words as
select
    coalesce(word, '') as word,
    status::session_status as status,
    count(*) as sessions
from told_sessions
where not is_second
group by all
order by sessions desc, word asc;

create table snapshot as
select
    $format::integer as format,
    $through::date as data_through,
    $known::timestamp as known_at,
    (select min(day) from sessions) as first_day,
    $invented::boolean as invented,
    $time_zone as time_zone,
    $longest_minutes::integer as longest_minutes,
    (select count(*) from sessions) as sessions,
    (select count(*) from clients) as clients,
    (select count(*) from counselors) as counselors,
    (
        select count(*) from scores_by_rater
        where named in (
            select instrument from scales
            where about = 'alliance'
        )
    ) as alliance_scores,
    (
        select count(*) from scores_by_rater
        where named in (
            select instrument from scales
            where about = 'outcome'
        )
    ) as outcome_scores,
    (select count(*) from told_clients) as client_details,
    (select count(distinct counselor_id) from told_counselors) as counselor_details,
    (
        select count(*) from sessions
        where status = 'unknown'
    ) as unknown_status,
    (
        select count(*) from sessions
        where status = 'unmarked'
    ) as unmarked,
    (
        select count(*) from told_sessions
        where
            not is_second
            and (minutes is null or minutes <= 0 or minutes > $longest_minutes)
    ) as without_minutes;
