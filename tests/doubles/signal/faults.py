"""What goes wrong on request at the REST side: besides what can go wrong anywhere, its errors and endless downloads."""

from tests.doubles import faults
from tests.doubles.faults import Fault, Kind
from tests.doubles.signal.refusals import Refused


class Faults(faults.Faults):
    """What is to go wrong with the calls about one number; ``method`` is the call's path after its version."""

    def fail(self, method: str, status: int = 500, words: str = "Internal Server Error", *, times: int = 1) -> None:
        """Answer with an error."""
        self.refuse(method, Refused(status, words), times=times)

    def flood(self, *, times: int = 1) -> None:
        """Let a download go on for as long as anybody reads it."""
        self._add(Fault(kind=Kind.FLOOD, method="file", times=times))
