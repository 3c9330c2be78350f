from sqlalchemy import Boolean, Column, Table, Text, Uuid

from chassis.database import named_metadata
from chassis.ids import new_id

metadata = named_metadata()
bench = Table(
    "bench",
    metadata,
    Column("id", Uuid, primary_key=True, default=new_id),
    Column("slug", Text, nullable=False),
    Column("owner", Uuid),
    Column("keeper", Uuid),
    Column("attic", Boolean, nullable=False, default=False),
    Column("closed", Boolean, nullable=False, default=False),
)
