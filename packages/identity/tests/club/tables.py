from sqlalchemy import Column, Table, Uuid

from chassis.database import named_metadata
from identity.mandates import Mandates

metadata = named_metadata()
notice = Table(
    "notice",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("club", Uuid, nullable=False),
    Column("author", Uuid, nullable=False),
)
mandates = Mandates(metadata)
