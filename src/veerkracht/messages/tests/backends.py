"""Mail servers for tests: one that is gone, one that refuses a single address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as Memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class Gone(BaseEmailBackend):
    """A server that is not there."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Fail as a closed port does."""
        raise ConnectionRefusedError(111, "Connection refused")


class Choosy(Memory):
    """A server that refuses mail to one domain."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Refuse, or keep in memory."""
        if any(address.endswith("@weg.example") for mail in email_messages for address in mail.to):
            raise OSError("550 no such domain")
        return super().send_messages(email_messages)
