-- One row when the residents at the four plan levels are not all residents helped.
with summed as (
    select
        sum(case when plan_on is not null then residents else 0 end) as helped,
        sum(case when plan_level in ('huis', 'straat', 'complex', 'buurt') then residents else 0 end) as at_a_level
    from household
)

select helped, at_a_level from summed where helped <> at_a_level
