from uuid import UUID

from sqlalchemy import Column, Integer, Table, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import named_metadata
from chassis.ids import new_id


class Base(DeclarativeBase):
    metadata = named_metadata()


class Jar(Base):
    __tablename__ = "jar"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    revision: Mapped[int] = mapped_column(default=1)
    sweets: Mapped[int] = mapped_column(default=0)


metadata = Base.metadata
fill = Table(
    "fill",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("sweets", Integer, nullable=False),
)
