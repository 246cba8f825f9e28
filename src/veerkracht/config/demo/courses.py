"""The trainings of the demo. Titles and goals are our own; accreditation numbers are plainly examples."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from veerkracht.training.models import CourseKind

ZUID, MIDDEN, NOORD = "zuid-limburg", "midden-limburg", "noord-limburg"


@dataclass(frozen=True)
class QualificationPlan:
    """Something one can have learnt: key, Dutch and English name, months that it counts (None: for ever)."""

    slug: str
    name: str
    name_en: str
    months: int | None = None


QUALIFICATIONS = (
    QualificationPlan("basis", "Basis Positieve Gezondheid", "Basics of Positive Health"),
    QualificationPlan(
        "verdieping", "Verdieping Positieve Gezondheid", "Positive Health in depth", 60
    ),
    QualificationPlan(
        "intervisie", "Intervisie begeleiden", "Guiding intervision (peer supervision)", 36
    ),
    QualificationPlan("trainer", "Trainer Positieve Gezondheid", "Trainer in Positive Health", 36),
)


@dataclass(frozen=True)
class CoursePlan:
    """A training as the demo describes it; sectors separated by spaces, goals one a line.

    ``points`` pairs registers with points; ``group`` is smallest and largest.
    """

    slug: str
    region: str
    kind: CourseKind
    title: str
    title_en: str
    summary: str
    summary_en: str
    goals: str
    goals_en: str
    sectors: str
    hours: Decimal
    group: tuple[int, int] = (8, 16)
    for_students: bool = False
    needs: str = ""
    grants: str = ""
    provider: str = ""
    points: tuple[tuple[str, int], ...] = ()


SOUTH = (
    CoursePlan(
        slug="het-gesprek-met-aanstaande-ouders",
        region=ZUID,
        kind=CourseKind.BASIC,
        title="Het gesprek met (aanstaande) ouders",
        title_en="The conversation with (expectant) parents",
        summary=(
            "Je leert met jonge gezinnen praten over wat zij zelf belangrijk vinden, "
            "en samen een eerste kleine stap af te spreken."
        ),
        summary_en=(
            "Learn to talk with young families about what matters to them, and agree on a first small step together."
        ),
        goals=(
            "Je opent het gesprek zonder vragenlijst\n"
            "Je luistert zonder meteen een oplossing te geven\n"
            "Je gebruikt het spinnenweb met zwangere vrouwen, partners en jonge ouders\n"
            "Je spreekt samen één kleine eerste stap af\n"
            "Je weet wie in jouw gemeente verder kan helpen"
        ),
        goals_en=(
            "You open the conversation without a questionnaire\n"
            "You listen before you offer a solution\n"
            "You use the web with pregnant women, partners and young parents\n"
            "You agree on one small first step\n"
            "You know who in your municipality can help further"
        ),
        sectors="verloskunde kraamzorg jeugdgezondheidszorg",
        hours=Decimal(7),
        grants="basis",
        provider="kansrijke-start-zuid-limburg",
        points=(("knov", 7), ("venvn", 7), ("skj", 6), ("kckz", 7)),
    ),
    CoursePlan(
        slug="positieve-gezondheid-in-het-wijkteam",
        region=ZUID,
        kind=CourseKind.DEEPENING,
        title="Positieve Gezondheid in het wijkteam",
        title_en="Positive Health in the neighbourhood team",
        summary="Drie dagdelen met je eigen situaties uit de wijk: van losse hulp naar één gesprek dat klopt.",
        summary_en="Three half days with situations from your own work: from separate help to one good conversation.",
        goals=(
            "Je bespreekt een gezin vanuit zes kanten van het leven\n"
            "Je verdeelt de rollen in je team\n"
            "Je betrekt de inwoner bij elk overleg\n"
            "Je kijkt na drie maanden samen terug"
        ),
        goals_en=(
            "You look at a family from six sides of life\n"
            "You divide the roles in your team\n"
            "You involve the resident in every meeting\n"
            "You look back together after three months"
        ),
        sectors="gemeente welzijn wijkverpleging huisartsenzorg jeugdzorg jeugdgezondheidszorg",
        hours=Decimal("10.5"),
        group=(8, 14),
        needs="basis",
        grants="verdieping",
        provider="trendbreuk-zuid-limburg",
        points=(("skj", 10), ("registerplein", 10), ("venvn", 10)),
    ),
    CoursePlan(
        slug="intervisie-leren-begeleiden",
        region=ZUID,
        kind=CourseKind.COACH,
        title="Intervisie leren begeleiden",
        title_en="Learning to guide intervision (peer supervision)",
        summary="Word de collega die een intervisiegroep op gang brengt en gaande houdt.",
        summary_en="Become the colleague who gets an intervision group going and keeps it alive.",
        goals=(
            "Je kent vier manieren om intervisie te doen\n"
            "Je bewaakt tijd, rust en vertrouwen\n"
            "Je helpt de groep om zelf verder te komen\n"
            "Je oefent met een echte groep en krijgt feedback"
        ),
        goals_en=(
            "You know four methods for intervision\n"
            "You guard time, calm and trust\n"
            "You help the group to move on by itself\n"
            "You practise with a real group and get feedback"
        ),
        sectors="verloskunde jeugdgezondheidszorg welzijn wijkverpleging huisartsenzorg ggz",
        hours=Decimal(12),
        group=(6, 12),
        needs="basis",
        grants="intervisie",
        points=(("knov", 12), ("skj", 12), ("nip", 10)),
    ),
    CoursePlan(
        slug="train-de-trainer-positieve-gezondheid",
        region=ZUID,
        kind=CourseKind.TRAIN_THE_TRAINER,
        title="Train-de-trainer Positieve Gezondheid",
        title_en="Train the trainer in Positive Health",
        summary="Leer zelf de basistraining geven, samen met een ervaren trainer.",
        summary_en="Learn to give the basic training yourself, beside an experienced trainer.",
        goals=(
            "Je bereidt een bijeenkomst voor die werkt\n"
            "Je gaat om met weerstand in de groep\n"
            "Je geeft een dagdeel samen met een ervaren trainer"
        ),
        goals_en=(
            "You prepare a meeting that works\n"
            "You handle resistance in the group\n"
            "You give half a day beside an experienced trainer"
        ),
        sectors="onderwijs verloskunde jeugdgezondheidszorg welzijn",
        hours=Decimal(18),
        group=(4, 8),
        needs="verdieping",
        grants="trainer",
        points=(("registerplein", 18),),
    ),
    CoursePlan(
        slug="opfrisdag-het-gesprek",
        region=ZUID,
        kind=CourseKind.REFRESHER,
        title="Opfrisdag: het gesprek in de praktijk",
        title_en="Refresher day: the conversation in practice",
        summary="Eén dag oefenen met wat je in je werk tegenkomt. Voor wie de basistraining al deed.",
        summary_en="A day of practice with what you meet at work. For those who did the basic training.",
        goals=(
            "Je oefent met een acteur\nJe deelt wat bij jou werkt\nJe maakt een plan voor het komende half jaar"
        ),
        goals_en="You practise with an actor\nYou share what works for you\nYou make a plan for the next half year",
        sectors="verloskunde kraamzorg jeugdgezondheidszorg wijkverpleging",
        hours=Decimal(6),
        group=(8, 18),
        needs="basis",
        points=(("knov", 6), ("venvn", 6)),
    ),
    CoursePlan(
        slug="starten-met-positieve-gezondheid",
        region=ZUID,
        kind=CourseKind.BLENDED,
        title="Starten met Positieve Gezondheid",
        title_en="Getting started with Positive Health",
        summary="Leer thuis in je eigen tempo, en oefen op twee bijeenkomsten met anderen.",
        summary_en="Learn at home at your own pace, and practise with others in two meetings.",
        goals=(
            "Je weet wat Positieve Gezondheid is en wat niet\n"
            "Je vult het web voor jezelf in\n"
            "Je voert een eerste gesprek met iemand die je kent"
        ),
        goals_en=(
            "You know what Positive Health is and what it is not\n"
            "You fill in the web for yourself\n"
            "You have a first conversation with somebody you know"
        ),
        sectors="",
        hours=Decimal(8),
        group=(10, 20),
        for_students=True,
        grants="basis",
        provider="zuyd-hogeschool",
        points=(("venvn", 8), ("aban", 8)),
    ),
    CoursePlan(
        slug="samen-sterk-in-je-eigen-organisatie",
        region=ZUID,
        kind=CourseKind.IN_COMPANY,
        title="Samen sterk: met je hele team",
        title_en="Stronger together: with your whole team",
        summary="Een training bij jullie op het werk, voor één team of praktijk tegelijk.",
        summary_en="A training at your own workplace, for one team or practice at a time.",
        goals=(
            "Jullie kiezen samen één werkwijze\n"
            "Jullie oefenen met eigen situaties\n"
            "Jullie maken afspraken voor daarna"
        ),
        goals_en="You choose one way of working\nYou practise with your own situations\nYou agree on what comes next",
        sectors="verloskunde huisartsenzorg ziekenhuiszorg",
        hours=Decimal(7),
        group=(6, 20),
        grants="basis",
    ),
    CoursePlan(
        slug="starting-with-positive-health",
        region=ZUID,
        kind=CourseKind.BLENDED,
        title="Starten met Positieve Gezondheid, in het Engels",
        title_en="Starting with Positive Health, in English",
        summary="Voor wie Engels spreekt op het werk of bij de studie. De bijeenkomsten zijn online.",
        summary_en="For those who speak English at work or in their studies. The meetings are online.",
        goals="Je weet wat Positieve Gezondheid is\nJe oefent een gesprek in het Engels",
        goals_en="You know what Positive Health is\nYou practise a conversation in English",
        sectors="",
        hours=Decimal(6),
        group=(6, 16),
        for_students=True,
        grants="basis",
    ),
)

NORTH_AND_MIDDLE = (
    CoursePlan(
        slug="het-gesprek-aan-de-keukentafel",
        region=NOORD,
        kind=CourseKind.BASIC,
        title="Het gesprek aan de keukentafel",
        title_en="The conversation at the kitchen table",
        summary="Voor wie bij mensen thuis komt. Je leert vragen wat iemand zelf belangrijk vindt.",
        summary_en="For those who visit people at home. Learn to ask what matters to them.",
        goals=(
            "Je begint bij het leven en niet bij de klacht\n"
            "Je vraagt door zonder in te vullen\n"
            "Je kent de weg in de buurt"
        ),
        goals_en=(
            "You start with life and not with the complaint\n"
            "You ask on without filling in\n"
            "You know the way in the neighbourhood"
        ),
        sectors="wijkverpleging ouderenzorg welzijn paramedische-zorg",
        hours=Decimal(7),
        grants="basis",
        points=(("venvn", 7), ("registerplein", 7)),
    ),
    CoursePlan(
        slug="de-huisartsenpraktijk-van-morgen",
        region=NOORD,
        kind=CourseKind.DEEPENING,
        title="De huisartsenpraktijk van morgen",
        title_en="Tomorrow's general practice",
        summary="Meer tijd voor het goede gesprek op het spreekuur. Kom met een collega uit je praktijk.",
        summary_en="More time for a good conversation in the consulting room. Come with a colleague.",
        goals="Je plant ruimte voor langere gesprekken\nJe verwijst naar de buurt\nJe leert van andere praktijken",
        goals_en="You plan room for longer talks\nYou refer to the neighbourhood\nYou learn from other practices",
        sectors="huisartsenzorg ggz",
        hours=Decimal(8),
        group=(8, 14),
        needs="basis",
        grants="verdieping",
        points=(("aban", 8), ("big", 8)),
    ),
    CoursePlan(
        slug="samen-gezond-in-de-buurt",
        region=NOORD,
        kind=CourseKind.BASIC,
        title="Samen gezond in de buurt",
        title_en="Healthy together in the neighbourhood",
        summary="Een avondtraining voor vrijwilligers en buurtbewoners. Je hebt geen opleiding nodig.",
        summary_en="An evening training for volunteers and neighbours. You need no schooling.",
        goals="Je oefent met luisteren\nJe weet wanneer je hulp inschakelt\nJe leert buren uit te nodigen",
        goals_en="You practise listening\nYou know when to call for help\nYou learn to invite neighbours",
        sectors="burgerinitiatief sport ervaringsdeskundigheid welzijn",
        hours=Decimal(4),
        group=(6, 18),
        for_students=True,
    ),
    CoursePlan(
        slug="starten-in-noord-limburg",
        region=NOORD,
        kind=CourseKind.BLENDED,
        title="Starten met Positieve Gezondheid in Noord-Limburg",
        title_en="Getting started with Positive Health in Noord-Limburg",
        summary="Leer thuis in je eigen tempo, en oefen op twee middagen in Venlo of Venray.",
        summary_en="Learn at home at your own pace, and practise on two afternoons in Venlo or Venray.",
        goals="Je weet wat Positieve Gezondheid is en wat niet\nJe voert een eerste gesprek",
        goals_en="You know what Positive Health is and what it is not\nYou have a first conversation",
        sectors="",
        hours=Decimal(8),
        group=(10, 20),
        for_students=True,
        grants="basis",
        provider="fontys-hogeschool",
        points=(("venvn", 8),),
    ),
    CoursePlan(
        slug="kansrijk-opgroeien",
        region=MIDDEN,
        kind=CourseKind.DEEPENING,
        title="Kansrijk opgroeien: praten over wat telt",
        title_en="A promising start: talking about what counts",
        summary="Voor wie met jonge kinderen en hun ouders werkt. Je leert samen kijken naar het hele gezin.",
        summary_en="For those who work with young children and their parents. Learn to see the whole family.",
        goals="Je praat met kind en ouder samen\nJe herkent zorgen vroeg\nJe werkt samen rond één gezin",
        goals_en=(
            "You talk with child and parent together\n"
            "You notice worries early\n"
            "You work together around one family"
        ),
        sectors="jeugdgezondheidszorg jeugdzorg kinderopvang onderwijs",
        hours=Decimal("10.5"),
        group=(8, 15),
        needs="basis",
        grants="verdieping",
        points=(("skj", 10), ("venvn", 10)),
    ),
    CoursePlan(
        slug="coach-in-je-eigen-team",
        region=MIDDEN,
        kind=CourseKind.COACH,
        title="Coach in je eigen team",
        title_en="Coach in your own team",
        summary="Je helpt collega's om het geleerde vol te houden, ook als het druk is.",
        summary_en="Help colleagues to keep up what they learnt, also when it is busy.",
        goals="Je geeft feedback die helpt\nJe ziet wat er in de weg zit\nJe maakt een plan met je team",
        goals_en="You give feedback that helps\nYou see what stands in the way\nYou make a plan with your team",
        sectors="gehandicaptenzorg ouderenzorg ggz ziekenhuiszorg",
        hours=Decimal(12),
        group=(6, 12),
        needs="basis",
        points=(("registerplein", 12), ("nip", 8)),
    ),
    CoursePlan(
        slug="ervaring-als-kracht",
        region=MIDDEN,
        kind=CourseKind.BASIC,
        title="Ervaring als kracht",
        title_en="Experience as a strength",
        summary="Voor ervaringsdeskundigen en ouders: zet je eigen verhaal in om anderen te helpen.",
        summary_en="For experts by experience and parents: use your own story to help others.",
        goals="Je kiest wat je wel en niet vertelt\nJe oefent voor een groep\nJe zorgt ook voor jezelf",
        goals_en="You choose what to tell and what not\nYou practise before a group\nYou look after yourself too",
        sectors="ervaringsdeskundigheid burgerinitiatief welzijn",
        hours=Decimal(6),
        group=(6, 12),
        for_students=True,
        provider="burgerkracht-limburg",
    ),
)

COURSES = SOUTH + NORTH_AND_MIDDLE
