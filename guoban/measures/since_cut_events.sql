-- one row = a thing that was done to an upload after a cut was made, in the order in which things were done
select upload, event, done_at, done_by, reason, place
from upload_event
where place > $last_event
order by place
