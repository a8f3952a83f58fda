-- One row per stakeholder: its interest, the body that decides, and whether it sits at the table.
select stakeholder, stakeholder_kind, interest, decision_body, at_the_table from standing_stakeholders
