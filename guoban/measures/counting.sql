-- one row = an upload: what tells it from any other of any store, and whether it counts
select upload.upload, upload.sha256, upload.loaded_at, store.created_at, upload.undone_at is null as counts
from upload
cross join store
