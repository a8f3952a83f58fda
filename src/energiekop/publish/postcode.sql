-- One row per postcode and street of the public register: how the search box finds a street.
select distinct postcode, street_id
from dwelling
where in_register and postcode is not null
order by postcode, street_id
