"""Badges: what is in them, that others can verify them, keys that follow each other, and revocation."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey
from openbadgeslib.ob3 import IdentityObject, OB3VerificationError, OB3Verifier
from openbadgeslib.ob3.status import decode_encoded_list, set_indices

from tests import factories
from veerkracht.kernel.errors import NotAllowed
from veerkracht.people.models import Person
from veerkracht.proof import actions, badge_rules
from veerkracht.proof.badge_keys import REGISTRY
from veerkracht.proof.models import Certificate, SigningKey
from veerkracht.proof.queries import badge
from veerkracht.proof.tests.certificate_stage import finished

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def issued(*names: str) -> list[Certificate]:
    """Certificates of people who were there."""
    held = finished(*names)
    held.present(*held.rows)
    made = actions.issue(edition=held.edition, by=held.trainer)
    found = Certificate.objects.select_related("edition__course", "person").order_by("pk")
    return list(found.filter(pk__in=[row.pk for row in made]))


def published() -> KeySet:
    """The keys as anybody reads them."""
    answer = Client().get("/.well-known/jwks.json")
    assert answer.headers["Content-Type"] == "application/jwk-set+json"
    return KeySet.import_key_set(answer.json())


def pem(kid: str) -> bytes:
    """A published key for a library that wants PEM."""
    key = OKPKey.import_key(Client().get(kid.removeprefix(SITE)).json()).public_key
    assert isinstance(key, Ed25519PublicKey)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def kid_of(token: str) -> str:
    """The name of the key, as it stands in the header."""
    return str(jwt.decode(token, published(), registry=REGISTRY).header["kid"])


def fetched(address: str) -> bytes:
    """What a verifier finds at one of our addresses."""
    return Client().get(address.removeprefix(SITE)).content


def verified(token: str, *, download: Callable[[str], bytes] = fetched) -> Any:
    """By openbadgeslib: signature, structure, dates, and the signed list of what was revoked."""
    verifier = OB3Verifier(pem(kid_of(token)))
    return verifier.verify(token, check_status=True, download=download)


def test_a_badge_is_verified_by_two_libraries_that_know_nothing_of_us() -> None:
    [made] = issued("Ada Af")
    token = badge(made)
    claims = jwt.decode(token, published(), registry=REGISTRY).claims
    assert claims["iss"] == f"{SITE}/badges/uitgever/"
    assert claims["id"] == claims["jti"] == f"{SITE}/echt/{made.code}/"
    credential = verified(token)
    assert credential.achievement.name == "Het gesprek"
    assert credential.recipient_id == claims["sub"]
    assert "Ada" not in json.dumps(claims)
    assert made.person.email not in json.dumps(claims)
    assert "identifier" not in claims["credentialSubject"]


def test_another_signature_is_refused() -> None:
    [made] = issued("Ada Af")
    head, body, _signature = badge(made).split(".")
    with pytest.raises(OB3VerificationError, match="signature"):
        OB3Verifier(pem(kid_of(badge(made)))).verify(f"{head}.{body}.{'A' * 86}")


def test_the_address_goes_in_hashed_when_the_holder_wants() -> None:
    [made] = issued("Ada Af")
    made = actions.choose_shown(
        certificate=made, by=made.person, name=False, hours=False, email=True
    )
    token = badge(Certificate.objects.select_related("person", "edition__course").get(pk=made.pk))
    [identity] = verified(token).identifiers
    same = IdentityObject.create(made.person.email, salt=identity.salt)
    assert identity.identity_hash == same.identity_hash
    assert made.person.email not in token


def test_the_same_certificate_gives_the_same_badge_also_under_another_name() -> None:
    [made] = issued("Ada Af")
    token = badge(made)
    assert badge(made) == token
    Person.objects.filter(pk=made.person_id).update(name="Ada Afgerond")
    actions.correct_name(certificate=made, by=made.edition.trainer_assignments.get().person)
    again = Certificate.objects.select_related("person", "edition__course").get()
    assert again.version == 2
    assert badge(again) == token  # no second badge


def test_an_old_badge_is_verified_after_a_new_key() -> None:
    [made] = issued("Ada Af")
    old = badge(made)
    call_command("rotate_signing_key")
    new = badge(made)
    assert kid_of(old) != kid_of(new)
    assert len(published().keys) == 2
    for token in (old, new):
        jwt.decode(token, published(), registry=REGISTRY)
    verified(new)
    # The signature holds; the list is signed by the key of today, which openbadgeslib does not look for.
    assert OB3Verifier(pem(kid_of(old))).verify(old).id == f"{SITE}/echt/{made.code}/"
    OB3Verifier(pem(kid_of(old))).verify(
        old, check_status=True, verify_status_list=False, download=fetched
    )
    assert [key.sealed == "" for key in SigningKey.objects.order_by("pk")] == [True, False]


def test_only_an_administrator_takes_a_new_key() -> None:
    with pytest.raises(NotAllowed):
        actions.rotate_signing_key(by=factories.coordinator())
    first = actions.rotate_signing_key(by=factories.administrator())
    assert "d" not in first.public


def test_a_revoked_badge_stands_in_the_list_and_others_do_not() -> None:
    first, second, third = issued("Ada Af", "Bo Bijna", "Cas Cursist")
    tokens = [badge(one) for one in (first, second, third)]
    for token in tokens:
        verified(token)
    trainer = first.edition.trainer_assignments.get().person
    actions.revoke(certificate=second, reason="Vergissing.", by=trainer)
    for token in (tokens[0], tokens[2]):
        verified(token)
    with pytest.raises(OB3VerificationError, match="revocation"):
        verified(tokens[1])
    claims = jwt.decode(
        fetched("/badges/status/0/").decode(), published(), registry=REGISTRY
    ).claims
    assert claims["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    bits = decode_encoded_list(claims["credentialSubject"]["encodedList"])
    assert len(bits) == badge_rules.STATUS_SIZE // 8
    assert set_indices(bits) == {second.pk}


def test_the_list_costs_little_and_is_kept(django_assert_max_num_queries: Any) -> None:
    issued("Ada Af")
    first = fetched("/badges/status/0/")
    with django_assert_max_num_queries(2):
        assert fetched("/badges/status/0/") == first
    for number in (1, 10**12):
        assert Client().get(f"/badges/status/{number}/").status_code == 404


def test_machines_read_who_issues_and_what_it_stands_for() -> None:
    [made] = issued("Ada Af")
    claims = jwt.decode(badge(made), published(), registry=REGISTRY).claims
    issuer = Client().get("/badges/uitgever/").json()
    assert issuer["id"] == claims["issuer"]["id"]
    address = claims["credentialSubject"]["achievement"]["id"]
    found = Client().get(address.removeprefix(SITE))
    assert found.headers["Access-Control-Allow-Origin"] == "*"
    assert found.json()["name"] == "Het gesprek"
    assert found.json()["criteria"] == claims["credentialSubject"]["achievement"]["criteria"]


@pytest.mark.parametrize(
    ("number", "place"), [(0, (0, 0)), (131_071, (0, 131_071)), (131_072, (1, 0))]
)
def test_where_a_certificate_stands(number: int, place: tuple[int, int]) -> None:
    assert badge_rules.status_place(number) == place


@pytest.mark.parametrize("indices", [set(), {0}, {7, 8}, {131_071}, {1, 2, 3, 99_999}])
def test_bits_are_read_back_by_another_library(indices: set[int]) -> None:
    assert set_indices(decode_encoded_list(badge_rules.bitstring(indices))) == indices


def test_one_key_signs() -> None:
    first = actions.rotate_signing_key(by=None)
    with pytest.raises(IntegrityError, match="signing_key_one_current"), transaction.atomic():
        SigningKey.objects.create(kid="ander", public={}, sealed="x")
    with pytest.raises(IntegrityError, match="without_private_part"), transaction.atomic():
        SigningKey.objects.filter(pk=first.pk).update(is_current=False)
