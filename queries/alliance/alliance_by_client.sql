-- How do a counselor's clients rate the alliance, session by session?
-- One row per attended, missed or late cancelled session of the 24 clients rated last, and of any that are named.
with instruments as (

    select
        instrument_key,
        instrument,
        low,
        high,
        coalesce($cutoff, cutoff) as cutoff
    from alliance_totals($instruments)

),

scored as (

    select
        ratings.instrument_key,
        ratings.client_key,
        max(ratings.day) as last_rated
    from ratings
    inner join instruments on ratings.instrument_key = instruments.instrument_key
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null
    group by ratings.instrument_key, ratings.client_key

),

named as (

    select *
    from scored
    where
        $clients is null
        or client_key in (
            select client_key
            from clients
            where
                client_id = any($clients)
        )

),

-- The day on which the last 24 were rated, so that few clients are put in order.
latest as (

    select
        instrument_key,
        count(*) as everyone,
        list_min(max(last_rated, 24)) as since
    from named
    group by instrument_key

),

followed as (

    select
        named.*,
        clients.client_id,
        latest.everyone
    from named
    inner join latest
        on
            named.instrument_key = latest.instrument_key
            and named.last_rated >= latest.since
    inner join clients on named.client_key = clients.client_key
    qualify
        row_number() over (
            partition by named.instrument_key
            order by named.last_rated desc, clients.client_id asc
        ) <= 24

),

held as (

    select
        sessions.client_key,
        sessions.day,
        sessions.start,
        sessions.status,
        at_window(
            $window, sessions.number_30, sessions.number_60, sessions.number_90
        ) as session_number
    from sessions
    semi join followed on sessions.client_key = followed.client_key
    where
        sessions.status in ('attended', 'no_show', 'late_cancelled')

)

select
    followed.client_id,
    instruments.instrument,
    held.start,
    held.day,
    held.status,
    held.session_number,
    ratings.score_0 as score,
    instruments.low,
    instruments.high,
    instruments.cutoff,
    fallen.state,
    fallen.before,
    fallen.is_provisional,
    fallen.repaired_after,
    followed.everyone
from followed
inner join instruments on followed.instrument_key = instruments.instrument_key
inner join held on followed.client_key = held.client_key
left join ratings
    on
        followed.instrument_key = ratings.instrument_key
        and held.client_key = ratings.client_key
        and held.day = ratings.day
        and held.status = 'attended'
left join dips_followed($window) as fallen
    on
        followed.instrument_key = fallen.instrument_key
        and held.client_key = fallen.client_key
        and held.day = fallen.day
        and held.status = 'attended'
order by
    followed.last_rated desc,
    followed.client_id asc,
    held.start asc,
    instruments.instrument asc
