-- One row per day and kind of occasion in the city: public gatherings and letters, without where they were.
select happened_on as on_date, occasion_kind, occasions
from published.occasion
where happened_on <= $as_of
order by on_date, occasion_kind
