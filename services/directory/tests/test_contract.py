from chassis.testing import ServiceContract


class TestDirectory(ServiceContract): ...
