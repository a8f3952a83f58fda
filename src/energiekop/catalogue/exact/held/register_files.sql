-- One row per register that tells of the dwelling, whoever lives there: its latest file.
select delivery.kind, max(delivery.delivered_on) as delivered_on, max(delivery.path) as path
from exact.delivery as delivery
where delivery.kind in ('addresses', 'labels', 'residents', 'moves', 'complex_addresses')
group by delivery.kind
order by delivery.kind
