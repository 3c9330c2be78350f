from chassis.testing import ServiceContract


class TestClub(ServiceContract): ...
