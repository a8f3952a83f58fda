-- One row per purpose the household agreed to: which words, when, how, to whom, and until when.
select consent.purpose, consent.wording, consent.given_on, consent.how, consent.taken_by, consent.withdrawn_on
from exact.consent as consent
where consent.household_id = $household_id
order by consent.given_on, consent.purpose
