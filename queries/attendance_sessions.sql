-- Which sessions stand behind an attendance figure?
-- One row per session, newest first, at most 5,000. Booked sessions of the future only when asked for; with $attribute, the counted sessions of that circumstance.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

described as (

    select
        counted_sessions.client_key,
        counted_sessions.day,
        counted_sessions.setting_key,
        counted_sessions.hour,
        counted_sessions.attended,
        count(*) as alike
    from counted_sessions
    inner join settings on counted_sessions.setting_key = settings.setting_key
    where
        counted_sessions.day between $start and $end
        and case $attribute
            when 'weekday' then dayname(counted_sessions.day)
            when 'hour' then printf('%02d:00', counted_sessions.hour)
            when 'weekday_hour'
                then
                    dayname(counted_sessions.day)
                    || ' '
                    || printf('%02d:00', counted_sessions.hour)
            when 'modality' then settings.modality
            when 'service_type' then settings.service_type
            when 'site' then settings.site
            when 'lead_time'
                then
                    case
                        when counted_sessions.lead_days <= 1 then '0-1 days'
                        when counted_sessions.lead_days <= 7 then '2-7 days'
                        when counted_sessions.lead_days <= 14 then '8-14 days'
                        when counted_sessions.lead_days <= 28 then '15-28 days'
                        when counted_sessions.lead_days > 28 then '29 days and more'
                    end
            when 'appointment'
                then
                    case
                        when counted_sessions.appointment < 6
                            then counted_sessions.appointment::varchar
                        else '6 and later'
                    end
        end = $value
    group by all

),

-- Sessions of one client that share hour, place and outcome cannot be told apart here:
-- as many of them are taken as are counted.
fitting as (

    select
        sessions.rowid as place,
        described.alike,
        row_number() over (
            partition by
                described.client_key,
                described.day,
                described.setting_key,
                described.hour,
                described.attended
            order by sessions.start
        ) as twin
    from sessions
    inner join described
        on
            sessions.client_key = described.client_key
            and sessions.day = described.day
            and sessions.setting_key = described.setting_key
            and (sessions.status = 'attended') = (described.attended = 1)
            and case
                when sessions.start > date_trunc('day', sessions.start)
                    then hour(sessions.start)
            end is not distinct from described.hour
    where
        sessions.status in ('attended', 'no_show', 'late_cancelled')

),

newest as (

    select
        sessions.session_id,
        sessions.start,
        sessions.client_key,
        sessions.setting_key,
        sessions.status
    from sessions
    inner join chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.day between $start and $end
        and (
            ($statuses is null and sessions.status <> 'scheduled')
            or sessions.status::varchar = any($statuses)
        )
        and (
            $attribute is null
            or sessions.rowid in (
                select fitting.place from fitting
                where fitting.twin <= fitting.alike
            )
        )
    order by sessions.start desc, sessions.client_key asc, sessions.setting_key asc
    limit 5000

)

select
    newest.session_id,
    newest.start,
    clients.client_id,
    counselors.counselor,
    settings.site,
    settings.service_type,
    newest.status::varchar as status
from newest
inner join settings on newest.setting_key = settings.setting_key
inner join counselors on settings.counselor_key = counselors.counselor_key
inner join clients on newest.client_key = clients.client_key
order by newest.start desc, newest.client_key asc, newest.setting_key asc
