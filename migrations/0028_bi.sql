-- Views for BI and reverse ETL: stable names over tables that may change. Read by a role that may read nothing else (docs/bi.md).
-- No names, addresses or words of customers, and nothing by which numbers about one colleague could be made (rule 10).
create schema bi;
comment on schema bi is 'For BI and reverse ETL: names here stay; see docs/bi.md';

-- Departments too small to be counted are not named, nor the next one, from which they could be told by subtraction.
create view bi.departments as
  with sizes as (
    select d.department_id, d.key, d.name, d.archived_at, count(p.person_id) as people
    from departments d left join people p on p.department_id = d.department_id and (p.left_on is null or p.left_on > current_date)
    group by d.department_id, d.key, d.name, d.archived_at
  ), ranked as (
    select *, row_number() over (order by people, key) as place, sum(people) over (order by people, key) as together,
      count(*) filter (where people < 5) over () as small
    from sizes
  ), hidden as (
    select coalesce(min(place), 0) as upto from ranked where small > 0 and place >= small and place >= 2 and together >= 5
  )
  select r.department_id, r.key as department, r.name, r.archived_at is not null as archived
  from ranked r, hidden h
  where r.small = 0 or (h.upto > 0 and r.place > h.upto);
comment on view bi.departments is 'Departments of at least five people. Smaller ones, and the next one, are left out, here and wherever a department is named.';
comment on column bi.departments.department_id is 'Its id';
comment on column bi.departments.department is 'Its key, as other views name it';
comment on column bi.departments.name is 'Its name';
comment on column bi.departments.archived is 'No longer in use';

create view bi.customers as
  select c.customer_id, c.kind, c.made_at, c.merged_into,
    greatest(c.made_at, (select max(greatest(l.linked_at, i.changed_at)) from links l join identities i using (identity_id)
      where l.customer_id = c.customer_id)) as changed_at
  from customers c;
comment on view bi.customers is 'Everybody who was ever known as a customer, without name and address';
comment on column bi.customers.customer_id is 'Names the customer in all views';
comment on column bi.customers.kind is 'person or account';
comment on column bi.customers.made_at is 'When Onus first knew them';
comment on column bi.customers.merged_into is 'The customer they were found to be; null: a customer of their own';
comment on column bi.customers.changed_at is 'Cursor: the last change of a record or a link';

create view bi.customer_keys as
  select coalesce(l.customer_id, i.identity_id) as customer_id, s.key as source, i.external_key as key, i.kind as record_kind,
    i.first_seen_at, greatest(i.changed_at, l.linked_at) as changed_at
  from identities i join sources s using (source_id) left join links l using (identity_id);
comment on view bi.customer_keys is 'What each source calls a customer: for joining with its own tables. A key may be an e-mail address where a source uses that.';
comment on column bi.customer_keys.customer_id is 'The customer';
comment on column bi.customer_keys.source is 'The source’s key';
comment on column bi.customer_keys.key is 'The source’s own key for its record';
comment on column bi.customer_keys.record_kind is 'person or account';
comment on column bi.customer_keys.first_seen_at is 'When the record first came';
comment on column bi.customer_keys.changed_at is 'Cursor: the last change of the record or of whose it is';

create view bi.touchpoints as
  select t.touchpoint_id, t.key as touchpoint, t.name, f.key as phase, f.name as phase_name, f.prospect, j.key as journey,
    j.name as journey_name, t.channel, t.moment_of_truth, t.expectation,
    coalesce(t.archived_at, f.archived_at, j.archived_at) as archived_at, j.changed_at
  from touchpoints t join phases f using (phase_id) join journeys j using (journey_id);
comment on view bi.touchpoints is 'Where customers meet the company, with phase and journey';
comment on column bi.touchpoints.touchpoint_id is 'Its id';
comment on column bi.touchpoints.touchpoint is 'Its key, as other views name it';
comment on column bi.touchpoints.name is 'Its name';
comment on column bi.touchpoints.phase is 'The phase’s key';
comment on column bi.touchpoints.phase_name is 'The phase’s name';
comment on column bi.touchpoints.prospect is 'Before the purchase';
comment on column bi.touchpoints.journey is 'The journey’s key';
comment on column bi.touchpoints.journey_name is 'The journey’s name';
comment on column bi.touchpoints.channel is 'How customers meet it';
comment on column bi.touchpoints.moment_of_truth is 'Decides more than others';
comment on column bi.touchpoints.expectation is 'What customers expect, in units of the common metric';
comment on column bi.touchpoints.archived_at is 'Put away, it or what it belongs to';
comment on column bi.touchpoints.changed_at is 'Cursor: the last change of its journey';

create view bi.responses as
  select r.response_id, coalesce(l.customer_id, r.identity_id) as customer_id, s.key as source, m.key as metric, t.key as touchpoint,
    r.occurred_at, r.value, r.comment is not null as has_comment, coalesce(r.contact_requested, false) as contact_requested,
    d.dims as dimensions
  from responses r join sources s using (source_id) join metrics m using (metric_id) left join links l using (identity_id)
    left join touchpoints t using (touchpoint_id) left join slices d using (slice_id);
comment on view bi.responses is 'Answers, one a row, without their words. There is no cursor: answers come late and are corrected; read the last weeks anew.';
comment on column bi.responses.response_id is 'Stays the same when the answer is corrected';
comment on column bi.responses.customer_id is 'Who answered';
comment on column bi.responses.source is 'The source’s key';
comment on column bi.responses.metric is 'The question: nps, csat, ces …';
comment on column bi.responses.touchpoint is 'What it is about; null: not placed';
comment on column bi.responses.occurred_at is 'When they answered';
comment on column bi.responses.value is 'As given; null: words without a score';
comment on column bi.responses.has_comment is 'There are words to it';
comment on column bi.responses.contact_requested is 'They wish to be contacted';
comment on column bi.responses.dimensions is 'The reporting dimensions as they were then';

create view bi.interactions as
  select x.interaction_id, coalesce(l.customer_id, x.identity_id) as customer_id, s.key as source, k.key as kind, t.key as touchpoint,
    x.occurred_at, x.value, x.failed, d.dims as dimensions
  from interactions x join sources s using (source_id) join kinds k using (kind_id) left join links l using (identity_id)
    left join touchpoints t using (touchpoint_id) left join slices d using (slice_id);
comment on view bi.interactions is 'What happened to customers, one a row. There is no cursor: read the last weeks anew.';
comment on column bi.interactions.interaction_id is 'Stays the same when it is corrected';
comment on column bi.interactions.customer_id is 'To whom';
comment on column bi.interactions.source is 'The source’s key';
comment on column bi.interactions.kind is 'What: order.placed, visit.done …';
comment on column bi.interactions.touchpoint is 'Where; null: not placed';
comment on column bi.interactions.occurred_at is 'When';
comment on column bi.interactions.value is 'Its figure, in the kind’s own unit';
comment on column bi.interactions.failed is 'It went wrong';
comment on column bi.interactions.dimensions is 'The reporting dimensions as they were then';

create view bi.cases as
  select c.case_id, c.number, coalesce(l.customer_id, c.customer_id) as customer_id, t.key as touchpoint, q.key as rule, d.department,
    c.urgent, c.score, c.occurred_at, c.opened_at, c.due_at, z.at as closed_at, z.waiver is not null as waived,
    (select count(*) from case_closures x where x.case_id = c.case_id and x.reopened_at is not null) as reopened,
    (select count(*) from case_handovers h where h.case_id = c.case_id and h.answer = 'accepted') as handovers,
    exists (select 1 from case_breaches b where b.case_id = c.case_id) as missed_deadline,
    (select f.helped from case_confirmations f where f.case_id = c.case_id order by f.at desc, f.confirmation_id desc limit 1) as helped,
    greatest(c.opened_at, (select max(h.from_at) from case_holders h where h.case_id = c.case_id),
      (select max(greatest(x.at, x.reopened_at)) from case_closures x where x.case_id = c.case_id),
      (select max(f.linked_at) from case_facts f where f.case_id = c.case_id),
      (select max(b.at) from case_breaches b where b.case_id = c.case_id),
      (select max(f.at) from case_confirmations f where f.case_id = c.case_id)) as changed_at
  from cases c left join links l using (identity_id) left join touchpoints t using (touchpoint_id)
    left join case_rules q using (rule_id) left join people p on p.person_id = c.owner_id
    left join bi.departments d using (department_id) left join case_closures z on z.closure_id = c.closure_id;
comment on view bi.cases is 'Customers who needed somebody. Of the owner only the department: numbers about one person are that person’s alone.';
comment on column bi.cases.case_id is 'Its id';
comment on column bi.cases.number is 'As people say it';
comment on column bi.cases.customer_id is 'Whose';
comment on column bi.cases.touchpoint is 'Where it happened';
comment on column bi.cases.rule is 'The rule that opened it; null: a colleague did';
comment on column bi.cases.department is 'The owner’s department now; null where it is too small to be named';
comment on column bi.cases.urgent is 'Urgent';
comment on column bi.cases.score is 'The answer that opened it';
comment on column bi.cases.occurred_at is 'When it happened to the customer';
comment on column bi.cases.opened_at is 'When the case was opened';
comment on column bi.cases.due_at is 'When the customer must have been told';
comment on column bi.cases.closed_at is 'null: open';
comment on column bi.cases.waived is 'Closed with a reason instead of a word to the customer';
comment on column bi.cases.reopened is 'How often it was opened again';
comment on column bi.cases.handovers is 'How often it changed hands by hand-over';
comment on column bi.cases.missed_deadline is 'A deadline passed while it was open';
comment on column bi.cases.helped is 'What the customer last said; null: nothing yet';
comment on column bi.cases.changed_at is 'Cursor: the last thing that happened to it';

create view bi.metrics as
  select metric_id, key as metric, name, kind, unit, higher_is_better, common, scale_min, scale_max, good_at, bad_at, archived_at
  from metrics;
comment on view bi.metrics is 'What is measured';
comment on column bi.metrics.metric_id is 'Its id';
comment on column bi.metrics.metric is 'Its key, as other views name it';
comment on column bi.metrics.name is 'Its name';
comment on column bi.metrics.kind is 'nps, csat, ces, mean, rate, duration, count';
comment on column bi.metrics.unit is 'Points, share, hours …';
comment on column bi.metrics.higher_is_better is 'More is better';
comment on column bi.metrics.common is 'The one metric of all';
comment on column bi.metrics.scale_min is 'Lowest answer';
comment on column bi.metrics.scale_max is 'Highest answer';
comment on column bi.metrics.good_at is 'Good from here';
comment on column bi.metrics.bad_at is 'Bad from here';
comment on column bi.metrics.archived_at is 'Measured no longer';

create view bi.readings as
  select m.key as metric, c.day, t.key as touchpoint, s.dims as dimensions, c.n, c.sum, c.sumsq,
    case when c.n > 0 then c.sum / c.n end as mean,
    case when m.kind = 'nps' and c.n > 0 then 100.0 * (c.h9 + c.h10 - c.h0 - c.h1 - c.h2 - c.h3 - c.h4 - c.h5 - c.h6) / c.n end as nps,
    c.n < 5 as few
  from cells c join metrics m using (metric_id) join slices s using (slice_id) left join touchpoints t using (touchpoint_id)
  where c.span = 'd' and c.touchpoint_id >= 0 and c.n <> 0;
comment on view bi.readings is 'Sums by day, touchpoint and combination of dimensions. They add up: sum n, sum and sumsq, then divide. Show no group with fewer than five answers, nor one that could be told from the total.';
comment on column bi.readings.metric is 'The metric’s key';
comment on column bi.readings.day is 'In the organisation’s calendar';
comment on column bi.readings.touchpoint is 'null: not placed';
comment on column bi.readings.dimensions is 'The reporting dimensions';
comment on column bi.readings.n is 'How many';
comment on column bi.readings.sum is 'Sum of the values';
comment on column bi.readings.sumsq is 'Sum of their squares';
comment on column bi.readings.mean is 'sum / n';
comment on column bi.readings.nps is 'Promoters less detractors, in points, where the metric is one';
comment on column bi.readings.few is 'Fewer than five: for adding up, not for showing';

create view bi.assignments as
  select a.assignment_id, a.object_kind, coalesce(t.key, f.key, j.key, m.key, s.key, a.object_id::text) as object, a.role, a.plane,
    case when a.person_id is not null then 'person' when a.team_id is not null then 'team' else 'department' end as holder,
    d.department, a.from_on, a.until_on, a.acknowledged_at is not null as acknowledged, a.made_at,
    greatest(a.made_at, a.acknowledged_at, a.superseded_at) as changed_at, a.superseded_at
  from assignments a left join people p using (person_id) left join teams g using (team_id)
    left join bi.departments d on d.department_id = coalesce(a.department_id, p.department_id, g.department_id)
    left join touchpoints t on a.object_kind = 'touchpoint' and t.touchpoint_id = a.object_id
    left join phases f on a.object_kind = 'phase' and f.phase_id = a.object_id
    left join journeys j on a.object_kind = 'journey' and j.journey_id = a.object_id
    left join metrics m on a.object_kind = 'metric' and m.metric_id = a.object_id
    left join sources s on a.object_kind = 'source' and s.source_id = a.object_id;
comment on view bi.assignments is 'Who answers for what, from when until when, by department. Persons are not named: with the cases of their touchpoints they would be numbers about one person.';
comment on column bi.assignments.assignment_id is 'Its id';
comment on column bi.assignments.object_kind is 'touchpoint, phase, journey, metric, source, promise';
comment on column bi.assignments.object is 'The key of what it is about';
comment on column bi.assignments.role is 'A accountable, R responsible, C consulted, I informed';
comment on column bi.assignments.plane is 'strategy or execution';
comment on column bi.assignments.holder is 'person, team or department';
comment on column bi.assignments.department is 'The holder’s department; null where it is too small to be named';
comment on column bi.assignments.from_on is 'From this day';
comment on column bi.assignments.until_on is 'First day after; null: open';
comment on column bi.assignments.acknowledged is 'The holder said yes';
comment on column bi.assignments.made_at is 'When it was entered';
comment on column bi.assignments.changed_at is 'Cursor: the last change of this row';
comment on column bi.assignments.superseded_at is 'null: this is what is known now';
