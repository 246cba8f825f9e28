"""What cocreation does when something happens below: a wish was heard in a talk, or settled there."""

from __future__ import annotations

from veerkracht.coalitions.events import WishHeard, WishSettled
from veerkracht.coalitions.models import Wish
from veerkracht.cocreation import wish_rules as rules
from veerkracht.cocreation.models import Need, NeedSource, NeedState
from veerkracht.cocreation.wish_actions import Heard, Step, hear, move
from veerkracht.kernel.events import on
from veerkracht.people.models import Person


@on(WishHeard)
def bring_to_board(event: WishHeard) -> None:
    """A wish that a facilitator hears comes on the board."""
    wish = Wish.objects.select_related("region", "sector", "area", "by").get(pk=event.wish_id)
    sectors = [wish.sector] if wish.sector else []
    heard = Heard(words=wish.words, sectors=sectors, area=wish.area)
    hear(
        region=wish.region,
        heard=heard,
        came=NeedSource.TALK,
        by=wish.by,
        talk=wish,
        on=wish.heard_on,
    )


@on(WishSettled)
def answer_on_board(event: WishSettled) -> None:
    """A wish that got its outcome where it was heard is done on the board too; one answered before stays so."""
    need = Need.objects.filter(talk=event.wish_id, merged_into=None).first()
    if need is None or need.state in rules.ANSWERED:
        return
    by = Person.objects.get(pk=event.by_id)
    wish = Wish.objects.get(pk=event.wish_id)
    if need.state == NeedState.HEARD:
        seen = Step(rules.HEARD, rules.UNDERSTOOD, told=wish.words[:300])
        move(need=need, step=seen, by=by)
        need.refresh_from_db()
    move(need=need, step=Step(need.state, rules.DONE, words=wish.outcome), by=by)
