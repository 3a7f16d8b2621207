-- Whose sessions go on under another name?
-- One row per pair of clients or of counselors (`about`), at most 20 each: the name that ends, the one that begins, the last day and the first, and the sessions of each. Clients: the second begins 1 to 5 weeks later in the same weekday, hour and counselor of a first of 3 sessions or more, who has nothing after; counselors: the second begins within 5 weeks and sees at least 3 and 60% of the clients whom the first saw in the last 60 days.
with met as (

    select
        sessions.client_key,
        chosen.counselor_key,
        sessions.start,
        sessions.day
    from sessions
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on sessions.setting_key = chosen.setting_key
    where sessions.status in ('attended', 'no_show', 'late_cancelled', 'scheduled')

),

slots as (

    select
        client_key,
        count(*) as sessions,
        min(start) as began,
        max(start) as ended,
        arg_min(counselor_key, start) as first_counselor,
        arg_max(counselor_key, start) as last_counselor
    from met
    group by client_key

),

clients_going_on as (

    select
        'clients' as about,
        ends.client_id as older,
        begins.client_id as newer,
        older.ended::date as last_day,
        newer.began::date as first_day,
        older.sessions,
        newer.sessions as sessions_since
    from slots as older
    inner join slots as newer
        on
            older.last_counselor = newer.first_counselor
            and isodow(older.ended) = isodow(newer.began)
            and older.ended::time = newer.began::time
    inner join clients as ends on older.client_key = ends.client_key
    inner join clients as begins on newer.client_key = begins.client_key
    where
        newer.began::date - older.ended::date between 7 and 35
        and older.ended > date_trunc('day', older.ended)
        and older.sessions >= 3
        and newer.sessions >= 2
        and ends.discharge_day is null
        and coalesce(begins.referral_day <= older.began, true)
    qualify
        row_number() over (
            partition by older.client_key order by newer.began, newer.client_key
        ) = 1
    order by older.sessions desc, older.client_key asc
    limit 20

),

careers as (

    select
        counselor_key,
        count(*) as sessions,
        min(day) as first_day,
        max(day) as last_day
    from met
    group by counselor_key

),

handed as (

    select
        older.counselor_key as older,
        newer.counselor_key as newer,
        any_value(older.last_day) as last_day,
        any_value(newer.first_day) as first_day,
        any_value(older.sessions) as sessions,
        any_value(newer.sessions) as sessions_since,
        count(distinct seen.client_key) as clients,
        count(distinct met.client_key) as together
    from careers as older
    inner join careers as newer
        on newer.first_day - older.last_day between 1 and 35
    inner join met as seen
        on
            older.counselor_key = seen.counselor_key
            and seen.day > older.last_day - 60
    left join met
        on
            newer.counselor_key = met.counselor_key
            and seen.client_key = met.client_key
    group by older.counselor_key, newer.counselor_key

),

counselors_going_on as (

    select
        'counselors' as about,
        ends.counselor_id as older,
        begins.counselor_id as newer,
        handed.last_day,
        handed.first_day,
        handed.sessions,
        handed.sessions_since
    from handed
    inner join counselors as ends on handed.older = ends.counselor_key
    inner join counselors as begins on handed.newer = begins.counselor_key
    where handed.together >= 3 and handed.together >= 0.6 * handed.clients
    qualify
        row_number() over (
            partition by handed.older order by handed.together desc, handed.newer asc
        ) = 1
    order by handed.together desc, handed.older asc
    limit 20

)

select * from counselors_going_on
union all by name
select * from clients_going_on
