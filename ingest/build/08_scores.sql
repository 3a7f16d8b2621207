-- Alliance and outcome scores, one row per rating: the total and up to eight subscales.
-- What anyone but the client rates is an instrument of its own.
-- A rating is early in these sessions of an episode, in the build and in every question.
create macro is_early(session_number) as session_number <= 3;

create temp view scores_by_rater as
with brought as (
    select
        client_id,
        day,
        instrument,
        subscale,
        rater,
        score,
        'alliance' as brought_by
    from told_alliance
    union all by name
    select
        client_id,
        day,
        instrument,
        score,
        'outcome' as brought_by
    from told_outcomes
)

select
    *,
    case
        when rater is null or lower(rater) in ('client', 'patient', 'self', 'c')
            then instrument
        else concat(instrument, ', rated by ', lower(rater))
    end as named
from brought;

create temp table brought_scales as
select distinct
    named,
    instrument,
    subscale,
    brought_by
from scores_by_rater;

-- The subscales that make a total: one of each kind, where the registry says how.
create temp table composing as
select distinct
    brought_scales.named,
    brought_scales.instrument,
    brought_scales.subscale,
    subscale_kinds.kind,
    1 << (
        dense_rank() over (
            partition by brought_scales.named order by subscale_kinds.kind
        ) - 1
    )::integer as kind_bit,
    registry.total as scoring,
    registry.components
from brought_scales
inner join registry on brought_scales.instrument = registry.instrument
inner join subscale_kinds
    on
        brought_scales.instrument = subscale_kinds.instrument
        and brought_scales.subscale = subscale_kinds.subscale
where subscale_kinds.composes;

create table scales as
with brought as (
    select
        named,
        instrument,
        subscale,
        brought_by
    from brought_scales
    union
    select
        named,
        instrument,
        null as subscale,
        'alliance' as brought_by
    from composing
    group by all
    having count(distinct kind) = any_value(components)
),

used as (
    select
        brought.named as instrument,
        brought.subscale,
        coalesce(any_value(registry.about), min(brought.brought_by)) as about,
        any_value(
            if(brought.subscale is null, registry.low, registry.subscale_low)
        ) as low,
        any_value(
            if(brought.subscale is null, registry.high, registry.subscale_high)
        ) as high,
        any_value(registry.cutoff) as cutoff,
        any_value(registry.cutoff_source) as cutoff_source,
        coalesce(any_value(registry.established), false) as is_established,
        coalesce(any_value(registry.checked), false) as is_checked,
        coalesce(any_value(registry.better), 'higher') as better,
        any_value(registry.total_only) as total_only,
        any_value(subscale_kinds.kind) as kind
    from brought
    left join registry on brought.instrument = registry.instrument
    left join subscale_kinds
        on
            brought.instrument = subscale_kinds.instrument
            and brought.subscale = subscale_kinds.subscale
    group by brought.named, brought.subscale
)

select
    (dense_rank() over (order by instrument) - 1)::usmallint as instrument_key,
    case
        when subscale is null then 0
        else row_number() over (
            partition by instrument, subscale is null order by subscale
        )
    end::utinyint as part,
    instrument,
    coalesce(subscale, 'total') as subscale,
    case
        when subscale is null then 'total'
        when total_only then 'not shown'
        else coalesce(kind, 'other')
    end as kind,
    about,
    low,
    high,
    case when subscale is null then cutoff end as cutoff,
    cutoff_source,
    is_established,
    is_checked,
    better
from used
order by instrument_key, part;

create table ratings as
with scored as (
    select
        clients.client_key,
        scales.instrument_key,
        scores_by_rater.day::date as day,
        max(score) filter (where part = 0)::float as total,
        any_value(composing.scoring) as scoring,
        any_value(composing.components) as components,
        bit_count(bit_or(composing.kind_bit)) as kinds,
        count(composing.kind) as composed_of,
        sum(score) filter (where composing.kind is not null)::float as added_up,
        max(score) filter (where part = 1)::float as score_1,
        max(score) filter (where part = 2)::float as score_2,
        max(score) filter (where part = 3)::float as score_3,
        max(score) filter (where part = 4)::float as score_4,
        max(score) filter (where part = 5)::float as score_5,
        max(score) filter (where part = 6)::float as score_6,
        max(score) filter (where part = 7)::float as score_7,
        max(score) filter (where part = 8)::float as score_8
    from scores_by_rater
    inner join clients on scores_by_rater.client_id = clients.client_id
    inner join scales
        on
            scores_by_rater.named = scales.instrument
            and coalesce(scores_by_rater.subscale, 'total') = scales.subscale
    left join composing
        on
            scores_by_rater.named = composing.named
            and scores_by_rater.subscale = composing.subscale
    group by all
),

rated as (
    select
        *,
        coalesce(
            total,
            case
                when kinds = components and composed_of = components
                    then if(scoring = 'mean', added_up / components, added_up)
            end
        ) as score_0
    from scored
),

-- A day with several sessions counts by the first, and is followed by what the last is.
last_of_several as (
    select
        client_key,
        day,
        followed_30,
        followed_60,
        followed_90
    from steps
    where
        days_since_last = 0
        and days_to_next is distinct from 0
),

sessions as (
    select
        first_of_day.client_key,
        first_of_day.day,
        first_of_day.setting_key,
        first_of_day.nth,
        first_of_day.number_30,
        first_of_day.number_60,
        first_of_day.number_90,
        coalesce(last_of_several.followed_30, first_of_day.followed_30) as followed_30,
        coalesce(last_of_several.followed_60, first_of_day.followed_60) as followed_60,
        coalesce(last_of_several.followed_90, first_of_day.followed_90) as followed_90
    from steps as first_of_day
    left join last_of_several
        on
            first_of_day.client_key = last_of_several.client_key
            and first_of_day.day = last_of_several.day
    where first_of_day.days_since_last is distinct from 0
),

stays as (
    select
        client_key,
        inactivity_window,
        first_day,
        last_day,
        case
            when last_followed in ('returned', 'not_yet_known') then 'open'
            when attended_sessions <= 2 then '1-2'
            when attended_sessions <= 4 then '3-4'
            when attended_sessions <= 8 then '5-8'
            else '9+'
        end::stay_length as length
    from episodes
    where is_first
)

select
    rated.instrument_key,
    rated.client_key,
    rated.day,
    sessions.setting_key,
    sessions.nth,
    sessions.number_30,
    sessions.number_60,
    sessions.number_90,
    sessions.followed_30,
    sessions.followed_60,
    sessions.followed_90,
    stays_30.length as length_30,
    stays_60.length as length_60,
    stays_90.length as length_90,
    rated.total is null and rated.score_0 is not null as is_total_computed,
    rated.score_0,
    rated.score_1,
    rated.score_2,
    rated.score_3,
    rated.score_4,
    rated.score_5,
    rated.score_6,
    rated.score_7,
    rated.score_8
from rated
left join sessions
    on
        rated.client_key = sessions.client_key
        and rated.day = sessions.day
left join stays as stays_30
    on
        rated.client_key = stays_30.client_key
        and rated.day between stays_30.first_day and stays_30.last_day
        and stays_30.inactivity_window = 30
left join stays as stays_60
    on
        rated.client_key = stays_60.client_key
        and rated.day between stays_60.first_day and stays_60.last_day
        and stays_60.inactivity_window = 60
left join stays as stays_90
    on
        rated.client_key = stays_90.client_key
        and rated.day between stays_90.first_day and stays_90.last_day
        and stays_90.inactivity_window = 90
order by rated.instrument_key, rated.client_key, rated.day;

-- A total that no rating was complete enough for is none.
delete from scales
where
    part = 0
    and not exists (
        select 1
        from ratings
        where
            ratings.instrument_key = scales.instrument_key
            and ratings.score_0 is not null
    );

-- What the first sessions were rated by clients whose dropout can be counted: the total of
-- session one, and agreement on tasks in session two.
create table first_scores as
with placed as (
    select
        30 as inactivity_window,
        number_30 as session_number,
        *
    from ratings
    where number_30 <= 2
    union all
    select
        60 as inactivity_window,
        number_60 as session_number,
        *
    from ratings
    where number_60 <= 2
    union all
    select
        90 as inactivity_window,
        number_90 as session_number,
        *
    from ratings
    where number_90 <= 2
),

scored as (
    select
        placed.inactivity_window,
        placed.client_key,
        placed.day,
        placed.session_number,
        placed.instrument_key,
        scales.part,
        [
            score_0, score_1, score_2, score_3, score_4,
            score_5, score_6, score_7, score_8
        ][1 + scales.part] as score
    from placed
    inner join scales on placed.instrument_key = scales.instrument_key
    where
        scales.about = 'alliance'
        and (
            (scales.kind = 'total' and placed.session_number = 1)
            or (scales.kind = 'task' and placed.session_number = 2)
        )
)

select
    beginnings.inactivity_window,
    beginnings.first_day,
    beginnings.client_key,
    beginnings.setting_key,
    scored.instrument_key,
    scored.part,
    scored.session_number::utinyint as session_number,
    scored.score,
    beginnings.mature_sessions,
    beginnings.followed
from scored
inner join beginnings
    on
        scored.inactivity_window = beginnings.inactivity_window
        and scored.client_key = beginnings.client_key
        and scored.day between beginnings.first_day and beginnings.last_day
        and scored.session_number <= beginnings.mature_sessions
where scored.score is not null
order by
    beginnings.inactivity_window,
    beginnings.first_day,
    beginnings.client_key,
    scored.session_number,
    scored.part;

-- Outcomes of first episodes: the first one in sessions 1 to 3, the last from session 4.
create table outcome_courses as
with placed as (
    select
        30 as inactivity_window,
        number_30 as session_number,
        *
    from ratings
    where length_30 is not null
    union all
    select
        60 as inactivity_window,
        number_60 as session_number,
        *
    from ratings
    where length_60 is not null
    union all
    select
        90 as inactivity_window,
        number_90 as session_number,
        *
    from ratings
    where length_90 is not null
),

courses as (
    select
        placed.inactivity_window,
        placed.instrument_key,
        placed.client_key,
        arg_min(placed.score_0, placed.day) filter (
            where is_early(placed.session_number)
        ) as first,
        arg_max(placed.score_0, placed.day) filter (
            where not is_early(placed.session_number)
        ) as last
    from placed
    inner join scales on placed.instrument_key = scales.instrument_key
    where
        scales.part = 0
        and scales.about = 'outcome'
        and placed.score_0 is not null
    group by all
)

select
    inactivity_window::utinyint as inactivity_window,
    instrument_key,
    client_key,
    first,
    last
from courses
where
    first is not null
    and last is not null
order by inactivity_window, instrument_key, client_key;
