"""The whole of the directory on one page."""

from chassis.service import Service
from directory.tables import Base

service = Service(name="directory", metadata=Base.metadata)
