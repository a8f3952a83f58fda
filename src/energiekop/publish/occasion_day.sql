-- One row per day and kind of occasion: how many there were in the city. It tells of no household and no street.
select happened_on, occasion_kind, count(*) as occasions
from occasion
where happened_on is not null and happened_on <= (select max(on_date) from published_day)
group by happened_on, occasion_kind
order by happened_on, occasion_kind
