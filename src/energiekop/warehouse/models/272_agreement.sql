-- One row per agreement of the weekly session: who does what, by when, and when it was done.
select record_key as agreement_id, agreed_on, who, what, due_on, done_on from standing_agreements
