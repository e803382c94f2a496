-- What makes an answer look as if it did not say what its sender thinks. Kept and counted until somebody decides, with a reason.

alter table survey_answers
  add column signs text[] not null default '{}',     -- speeder | straight_lining | begging | same_device | own_network
  add column decided_at timestamptz,
  add column decided_by uuid,
  add column decision_reason text;                   -- why it counts all the same, or why not (then set_aside says so too)
create index survey_answers_signs on survey_answers (survey_id, changed_at) where signs <> '{}';
create index survey_answers_device on survey_answers (survey_id, ip_hash, device_hash, completed_at) where ip_hash is not null;
