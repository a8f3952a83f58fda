-- One row: what the snapshot `tried` holds of the file that `standing` (the snapshot in service) does not.
with handed_in as (
    select * from tried.delivery where path = $path
),

-- A full delivery says everything anew: what stood in the one before and is not gone is not new.
before as (
    select accepted
    from standing.delivery join (select source, kind, mode from handed_in) as own using (source, kind)
    where own.mode = 'full' and $path not like '%_correcties%'  -- corrected rows only add to theirs
    order by delivered_on desc, path
    limit 1
),

changed as (
    select kind, record_key from tried.contradiction
    except select kind, record_key from standing.contradiction
),

withdrawn as (
    select kind, record_key, source from tried.gone
    except select kind, record_key, source from standing.gone
),

counted as (
    select
        "rows", accepted, duplicate, rejected,
        (select count(*) from changed) as changed,
        (select count(*) from withdrawn) as withdrawn,
        (select accepted from before) as accepted_before
    from handed_in
)

select
    "rows",
    greatest(
        accepted - case when accepted_before is null then changed else accepted_before - withdrawn end, 0
    ) as new,
    changed,
    withdrawn,
    duplicate,
    rejected
from counted
