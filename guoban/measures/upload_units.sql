-- one row = an upload and a unit whose figures or targets it brought
select upload, unit from observation
union
select upload, unit from target
union
select upload, unit from target_split
