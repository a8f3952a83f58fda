-- One row per idea: where it came up, whether it was tried, what came of it, who took it over.
select record_key as idea_id, came_on, street_name, idea, tried_on, outcome, adopted_by, source from standing_ideas
