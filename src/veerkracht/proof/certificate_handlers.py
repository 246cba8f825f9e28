"""The public page of a certificate is made anew when what it says changes."""

from __future__ import annotations

from veerkracht.kernel import page_cache
from veerkracht.kernel.events import after_commit, on
from veerkracht.proof.events import CertificateChanged, CertificateRevoked

STATUS_TOPIC = "badge-status"


def topic(code: str) -> str:
    """What a page that shows this certificate is cleared by."""
    return f"certificate:{code}"


@on(CertificateChanged)
def forget_certificate(event: CertificateChanged) -> None:
    """What it shows is another thing now."""
    after_commit(page_cache.clear, topic(event.code))


@on(CertificateRevoked)
def forget_revoked(event: CertificateRevoked) -> None:
    """So is the list of what was revoked."""
    after_commit(page_cache.clear, topic(event.code), STATUS_TOPIC)
