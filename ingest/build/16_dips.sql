-- Possible ruptures: a total that fell by more than the clinic's own ratings do by chance.
-- A drop since the rating before (at most 90 days ago) is marked where it reaches the
-- reliable change 1.96 sqrt(2) sd sqrt(1 - r) and the larger of the standard deviations
-- across clients and within this client. `sd` and `retest` are the clinic's own, and
-- without ten clients and ten pairs nothing is marked. Within a client of fewer than four
-- ratings there is no standard deviation, so such a drop is provisional.
create temp table rated_steps as
select
    ratings.instrument_key,
    ratings.client_key,
    ratings.day,
    ratings.nth,
    ratings.setting_key,
    ratings.number_30,
    ratings.number_60,
    ratings.number_90,
    ratings.score_0 as score,
    lag(ratings.score_0) over own as before,
    lag(ratings.nth) over own as before_nth,
    lag(ratings.day) over own as before_day,
    lag(ratings.number_60) over own as before_number
from ratings
inner join scales on ratings.instrument_key = scales.instrument_key
where
    scales.part = 0
    and scales.about = 'alliance'
    and ratings.nth is not null
    and ratings.score_0 is not null
window own as (
    partition by ratings.instrument_key, ratings.client_key order by ratings.nth
);

create temp table rated_clients as
select
    instrument_key,
    client_key,
    count(*) as ratings,
    arg_min(score, nth) as first_score,
    avg(score) as mean,
    stddev_samp(score) as sd
from rated_steps
group by instrument_key, client_key;

create table yardsticks as
with baseline as (
    select
        instrument_key,
        count(*) as clients,
        stddev_samp(first_score) as sd,
        stddev_samp(mean) as sd_across
    from rated_clients
    group by instrument_key
),

adjacent as (
    select
        instrument_key,
        count(*) as pairs,
        greatest(corr(score, before), 0) as retest
    from rated_steps
    where
        nth = before_nth + 1
        and before_number >= 3
    group by instrument_key
)

select
    baseline.instrument_key,
    baseline.clients,
    adjacent.pairs,
    baseline.sd,
    baseline.sd_across,
    adjacent.retest,
    case
        when baseline.clients >= 10 and adjacent.pairs >= 10
            then 1.959964 * sqrt(2) * baseline.sd * sqrt(1 - adjacent.retest)
    end as reliable_change
from baseline
inner join adjacent on baseline.instrument_key = adjacent.instrument_key
order by baseline.instrument_key;

create table dips as
with judged as (
    select
        rated_steps.*,
        rated_clients.ratings,
        greatest(
            yardsticks.sd_across,
            case when rated_clients.ratings >= 4 then rated_clients.sd end
        ) as spread,
        yardsticks.reliable_change
    from rated_steps
    inner join yardsticks
        on rated_steps.instrument_key = yardsticks.instrument_key
    inner join rated_clients
        on
            rated_steps.instrument_key = rated_clients.instrument_key
            and rated_steps.client_key = rated_clients.client_key
    where
        rated_steps.day - rated_steps.before_day <= 90
        and rated_steps.before > rated_steps.score
        and rated_steps.before - rated_steps.score >= yardsticks.reliable_change
),

fallen as (
    select * from judged
    where before - score >= spread
),

repairs as (
    select
        fallen.instrument_key,
        fallen.client_key,
        fallen.nth,
        min(later.nth) - fallen.nth as repaired_after
    from fallen
    inner join rated_steps as later
        on
            fallen.instrument_key = later.instrument_key
            and fallen.client_key = later.client_key
            and later.nth between fallen.nth + 1 and fallen.nth + 3
            and later.score >= fallen.before - 0.5 * fallen.spread
    group by fallen.instrument_key, fallen.client_key, fallen.nth
),

-- What became of the three sessions in which it could be repaired.
sequels as (
    select
        fallen.instrument_key,
        fallen.client_key,
        fallen.nth,
        count(*) - 1 as sessions_after,
        bool_or(
            steps.nth < fallen.nth + 3
            and steps.followed_30 not in ('returned', 'not_yet_known')
        ) as ended_30,
        bool_or(
            steps.nth < fallen.nth + 3
            and steps.followed_60 not in ('returned', 'not_yet_known')
        ) as ended_60,
        bool_or(
            steps.nth < fallen.nth + 3
            and steps.followed_90 not in ('returned', 'not_yet_known')
        ) as ended_90,
        max(steps.day) as last_day
    from fallen
    inner join steps
        on
            fallen.client_key = steps.client_key
            and steps.nth between fallen.nth and fallen.nth + 3
    group by fallen.instrument_key, fallen.client_key, fallen.nth
)

select
    fallen.instrument_key,
    fallen.client_key,
    fallen.day,
    fallen.setting_key,
    fallen.nth,
    fallen.number_30,
    fallen.number_60,
    fallen.number_90,
    fallen.before_day,
    fallen.before,
    fallen.score,
    fallen.spread::float as spread,
    fallen.ratings::usmallint as ratings,
    fallen.ratings < 4 as is_provisional,
    repairs.repaired_after::utinyint as repaired_after,
    sequels.sessions_after::utinyint as sessions_after,
    coalesce(
        clients.discharge_day between sequels.last_day and $through::date, false
    ) as is_discharged,
    sequels.ended_30,
    sequels.ended_60,
    sequels.ended_90
from fallen
inner join sequels
    on
        fallen.instrument_key = sequels.instrument_key
        and fallen.client_key = sequels.client_key
        and fallen.nth = sequels.nth
inner join clients on fallen.client_key = clients.client_key
left join repairs
    on
        fallen.instrument_key = repairs.instrument_key
        and fallen.client_key = repairs.client_key
        and fallen.nth = repairs.nth
order by fallen.day, fallen.client_key;

drop table rated_steps;
drop table rated_clients;

-- What became of each possible rupture. What could still be repaired is open; a skipped
-- questionnaire or the end of care leaves it unrepaired.
create macro dips_followed(days_in) as table
    select
        instrument_key,
        client_key,
        day,
        setting_key,
        before,
        score,
        spread,
        ratings,
        is_provisional,
        repaired_after,
        at_window(days_in, number_30, number_60, number_90) as session_number,
        case
            when repaired_after is not null then 'repaired'
            when sessions_after < 3 and not (
                is_discharged
                or at_window(days_in, ended_30, ended_60, ended_90)
            ) then 'open'
            else 'unrepaired'
        end as state
    from dips;
