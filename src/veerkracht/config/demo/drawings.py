"""Pictures for the demo, drawn here: hills, a river, people at a table. Nothing in them is anybody's.

``python -m veerkracht.config.demo.drawings <folder>`` writes them all, as ``make demo`` and the tests need
the files where the database says they are.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT, FINE = 1600, 900, 2  # drawn twice as large, and made smaller for smooth edges
INK, PAPER, SKY, DUSK = "#14232b", "#fbfaf7", "#dceaf2", "#f6dcc0"
PINE, LEAF, MOSS, MIST = "#0f5c4c", "#4f8f6f", "#a8c79a", "#cfe0cf"
SUN, WATER, BRICK, CREAM = "#f2b544", "#8db9d6", "#b5443a", "#f3ead8"
COLOURS = ("#b5443a", "#2f6fa8", "#7a4e9e", "#b06a0c", "#1f7f5c", "#4a5b66")  # the six dimensions
SKINS = ("#8d5a3c", "#e3b48f", "#c98b62", "#5f3b26", "#f0c9a6", "#a9714b")
Pen = ImageDraw.ImageDraw
Point = tuple[float, float]


def hills(pen: Pen) -> None:
    """Rolling hills under a low sun, with a line of poplars."""
    _sky(pen, SKY, CREAM)
    _disc(pen, (1180, 300), 110, SUN)
    for base, swing, colour, phase in (
        (520, 60, MIST, 0.4),
        (610, 80, MOSS, 2.0),
        (720, 70, LEAF, 3.6),
        (820, 40, PINE, 5.1),
    ):
        _hill(pen, base, swing, colour, phase)
    for x in range(150, 620, 78):
        _poplar(pen, x, 640 - int(20 * math.sin(x / 110)))
    _house(pen, (1150, 690), 120, BRICK)


def river(pen: Pen) -> None:
    """A river that winds between meadows, with a bridge for walkers."""
    _sky(pen, CREAM, SKY)
    _hill(pen, 330, 40, MIST, 1.0)
    _hill(pen, 400, 30, MOSS, 2.6)
    _block(pen, (0, 420, WIDTH, HEIGHT), LEAF)
    banks = [(560 + 300 * math.sin(y / 140) - (y - 420) * 0.35, y) for y in range(420, 920, 10)]
    wide = [(x + 90 + (y - 420) * 1.1, y) for x, y in banks]
    _shape(pen, [*banks, *reversed(wide)], WATER)
    _bridge(pen)
    for x in (150, 1320, 1420, 1500):
        _tree(pen, x, 560 + x % 90)
    _walker(pen, (860, 560), COLOURS[0], SKINS[1], 0.75)
    _walker(pen, (930, 560), COLOURS[1], SKINS[3], 0.75)


def circle(pen: Pen) -> None:
    """A circle of people seen from above, each in a colour of their own; one chair is still free."""
    _block(pen, (0, 0, WIDTH, HEIGHT), CREAM)
    _disc(pen, (800, 450), 330, MIST)
    _disc(pen, (800, 450), 120, PAPER)
    for number in range(9):
        turn = number / 9 * 2 * math.pi - math.pi / 2
        x, y = 800 + 330 * math.cos(turn), 450 + 330 * math.sin(turn)
        if number == 4:
            _ring(pen, (x, y), 62, LEAF, 10)
            continue
        _disc(pen, (x, y), 72, COLOURS[number % 6])
        _disc(pen, (x, y), 38, SKINS[number % 6])
    _web(pen, (800, 450), 85, (7, 5, 8, 6, 8, 4))


def table(pen: Pen) -> None:
    """Two people at a kitchen table, with tea and a plant by the window."""
    _block(pen, (0, 0, WIDTH, HEIGHT), CREAM)
    _block(pen, (520, 110, 1080, 500), SKY)
    _hill_within(pen)
    for bar in (
        (520, 110, 532, 500),
        (1068, 110, 1080, 500),
        (794, 110, 806, 500),
        (520, 110, 1080, 122),
    ):
        _block(pen, bar, PAPER)
    _block(pen, (500, 496, 1100, 520), MOSS)
    _sitter(pen, (400, 640), COLOURS[4], SKINS[1])
    _sitter(pen, (1200, 640), COLOURS[1], SKINS[3])
    _block(pen, (180, 660, 1420, 715), "#b98a55")
    _block(pen, (260, 715, 300, 900), "#8f6a40")
    _block(pen, (1300, 715, 1340, 900), "#8f6a40")
    for x in (640, 930):
        _cup(pen, x)
    _plant(pen)


def walk(pen: Pen) -> None:
    """A path between fields at the end of the day, and three people who walk it together."""
    _sky(pen, DUSK, CREAM)
    _disc(pen, (420, 380), 90, SUN)
    _hill(pen, 470, 50, MOSS, 0.2)
    _hill(pen, 560, 30, LEAF, 1.9)
    _block(pen, (0, 600, WIDTH, HEIGHT), MOSS)
    _shape(pen, [(760, 575), (840, 575), (1260, 900), (520, 900)], CREAM)
    for x, size, colour, skin in (
        (730, 1.25, COLOURS[2], SKINS[0]),
        (850, 1.05, COLOURS[3], SKINS[4]),
        (950, 1.3, COLOURS[4], SKINS[2]),
    ):
        _walker(pen, (x, 800), colour, skin, size)
    for x in (130, 260, 1360, 1480):
        _tree(pen, x, 640 + x % 70)


def street(pen: Pen) -> None:
    """A row of houses in the evening, with light behind the windows."""
    _sky(pen, "#31485c", "#c98f6a")
    _disc(pen, (1300, 180), 60, CREAM)
    chance = random.Random(7)  # noqa: S311 - the same street each time
    for number in range(8):
        _lit_house(pen, 60 + number * 190, chance.randint(150, 260), number, chance)
    _block(pen, (0, 760, WIDTH, HEIGHT), "#3c4a45")
    _block(pen, (0, 790, WIDTH, 800), MOSS)
    _walker(pen, (700, 860), COLOURS[3], SKINS[2], 0.95)
    _walker(pen, (770, 860), COLOURS[5], SKINS[4], 0.8)


def share(pen: Pen) -> None:
    """What a link to the site shows in a message: hills and the web; names come from settings."""
    hills(pen)
    _block(pen, (0, 0, 760, HEIGHT), PAPER)
    _shape(pen, [(760, 0), (860, 0), (760, HEIGHT)], PAPER)
    _web(pen, (390, 450), 290, (7, 5, 8, 6, 8, 4))


DRAWINGS: dict[str, Callable[[Pen], None]] = {
    "heuvels": hills,
    "rivier": river,
    "kring": circle,
    "tafel": table,
    "wandeling": walk,
    "straat": street,
}


def drawn(name: str) -> bytes:
    """A drawing of the demo as the bytes of a JPEG; the same each time."""
    return _made(DRAWINGS[name], "JPEG", quality=86)


def file_name(name: str) -> str:
    """Where the drawing lies among the originals of the website's pictures."""
    return f"original_images/demo-{name}.jpg"


def write_all(folder: Path) -> None:
    """Every drawing below a media folder, where it is not there yet."""
    for name in DRAWINGS:
        path = folder / file_name(name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(drawn(name))


def _made(draw: Callable[[Pen], None], kind: str, **options: int) -> bytes:
    canvas = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
    draw(ImageDraw.Draw(canvas))
    kept = BytesIO()
    canvas.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(kept, kind, **options)
    return kept.getvalue()


def _shape(pen: Pen, points: Sequence[Point], colour: str) -> None:
    pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)


def _block(pen: Pen, box: tuple[float, float, float, float], colour: str) -> None:
    pen.rectangle([side * FINE for side in box], fill=colour)


def _disc(pen: Pen, middle: Point, radius: float, colour: str) -> None:
    x, y = middle
    box = [side * FINE for side in (x - radius, y - radius, x + radius, y + radius)]
    pen.ellipse(box, fill=colour)


def _ring(pen: Pen, middle: Point, radius: float, colour: str, width: int) -> None:
    x, y = middle
    box = [side * FINE for side in (x - radius, y - radius, x + radius, y + radius)]
    pen.ellipse(box, outline=colour, width=width * FINE)


def _rounded(pen: Pen, box: tuple[float, float, float, float], radius: float, colour: str) -> None:
    pen.rounded_rectangle([side * FINE for side in box], radius * FINE, fill=colour)


def _sky(pen: Pen, above: str, below: str) -> None:
    """From one colour at the top to another at the bottom."""
    first, last = (tuple(bytes.fromhex(colour[1:])) for colour in (above, below))
    for y in range(HEIGHT * FINE):
        share_below = y / (HEIGHT * FINE)
        mixed = tuple(round(a + (b - a) * share_below) for a, b in zip(first, last, strict=True))
        pen.line([(0, y), (WIDTH * FINE, y)], fill=mixed)


def _hill(pen: Pen, base: float, swing: float, colour: str, phase: float) -> None:
    line = [
        (x, base + swing * math.sin(x / 260 + phase) + swing / 3 * math.sin(x / 97 + 2 * phase))
        for x in range(0, WIDTH + 20, 10)
    ]
    _shape(pen, [(0, HEIGHT), *line, (WIDTH, HEIGHT)], colour)


def _hill_within(pen: Pen) -> None:
    line = [(x, 380 + 30 * math.sin(x / 90)) for x in range(520, 1081, 10)]
    _shape(pen, [(520, 500), *line, (1080, 500)], MOSS)
    _disc(pen, (940, 230), 46, SUN)


def _poplar(pen: Pen, x: float, foot: float) -> None:
    _block(pen, (x - 4, foot - 40, x + 4, foot + 30), "#6b4a2f")
    _rounded(pen, (x - 22, foot - 190, x + 22, foot), 22, PINE)


def _tree(pen: Pen, x: float, foot: float) -> None:
    _block(pen, (x - 8, foot - 60, x + 8, foot + 40), "#6b4a2f")
    for dx, dy, radius in ((-40, -80, 55), (40, -80, 55), (0, -130, 65)):
        _disc(pen, (x + dx, foot + dy), radius, PINE)


def _house(pen: Pen, foot: Point, size: float, roof: str) -> None:
    x, y = foot
    _block(pen, (x, y, x + size * 1.4, y + size), PAPER)
    _shape(pen, [(x - 16, y), (x + size * 1.4 + 16, y), (x + size * 0.7, y - size * 0.6)], roof)
    _block(pen, (x + size * 0.55, y + size * 0.45, x + size * 0.85, y + size), PINE)
    for dx in (0.15, 1.0):
        _block(pen, (x + size * dx, y + 30, x + size * (dx + 0.25), y + 64), WATER)


def _lit_house(pen: Pen, x: float, tall: float, number: int, chance: random.Random) -> None:
    top, colour = 760 - tall - 120, ("#6d3f35", "#7c5a43", "#54616a")[number % 3]
    _block(pen, (x, top, x + 170, 770), colour)
    _shape(pen, [(x - 12, top), (x + 182, top), (x + 85, top - 95)], INK)
    for row in range(int(tall + 60) // 90):
        for column in (0, 1):
            lit = SUN if chance.random() < 0.65 else "#22303a"
            left, high = x + 26 + column * 72, top + 28 + row * 88
            _rounded(pen, (left, high, left + 46, high + 58), 6, lit)


def _bridge(pen: Pen) -> None:
    arch = [(x, 560 - 70 * math.sin((x - 480) / 640 * math.pi)) for x in range(480, 1121, 8)]
    under = [(x, y + 26) for x, y in reversed(arch)]
    _shape(pen, [*arch, *under], "#8f6a40")
    for x, y in arch[::6]:
        _block(pen, (x - 3, y - 46, x + 3, y), "#6b4a2f")
    _shape(
        pen, [*[(x, y - 50) for x, y in arch], *[(x, y - 42) for x, y in reversed(arch)]], "#6b4a2f"
    )


def _walker(pen: Pen, foot: Point, coat: str, skin: str, size: float) -> None:
    """Somebody from behind, on the way."""
    x, y = foot
    _shape(
        pen,
        [
            (x - 20 * size, y),
            (x - 4 * size, y),
            (x - 2 * size, y - 70 * size),
            (x - 18 * size, y - 70 * size),
        ],
        INK,
    )
    _shape(
        pen,
        [
            (x + 6 * size, y),
            (x + 22 * size, y),
            (x + 18 * size, y - 70 * size),
            (x + 2 * size, y - 70 * size),
        ],
        INK,
    )
    _rounded(pen, (x - 30 * size, y - 155 * size, x + 30 * size, y - 50 * size), 26 * size, coat)
    _disc(pen, (x, y - 182 * size), 27 * size, skin)


def _sitter(pen: Pen, seat: Point, coat: str, skin: str) -> None:
    """Somebody behind the table, who listens."""
    x, y = seat
    _rounded(pen, (x - 130, y - 190, x + 130, y + 60), 100, coat)
    _disc(pen, (x, y - 275), 92, skin)
    hair = [side * FINE for side in (x - 98, y - 385, x + 98, y - 195)]
    pen.chord(hair, 180, 360, fill=INK)


def _cup(pen: Pen, x: float) -> None:
    _ring(pen, (x + 46, 625), 22, PAPER, 9)
    _rounded(pen, (x - 42, 590, x + 42, 664), 18, PAPER)
    for dx in (-14, 14):
        steam = [(x + dx + 7 * math.sin(t / 9), 575 - t) for t in range(0, 60, 6)]
        pen.line([(px * FINE, py * FINE) for px, py in steam], fill=MIST, width=6 * FINE)


def _plant(pen: Pen) -> None:
    for turn in (-50, -25, 0, 25, 50):
        tip = (800 + 130 * math.sin(math.radians(turn)), 560 - 150 * math.cos(math.radians(turn)))
        _shape(pen, [(785, 590), tip, (815, 590)], LEAF)
    _shape(pen, [(755, 585), (845, 585), (830, 664), (770, 664)], BRICK)


def _web(pen: Pen, middle: Point, radius: float, marks: Sequence[int]) -> None:
    """Six axes and a shape: the drawing that the conversation starts from."""
    axes = [math.radians(60 * number - 90) for number in range(6)]
    cx, cy = middle

    def at(turn: float, share_out: float) -> Point:
        return cx + radius * share_out * math.cos(turn), cy + radius * share_out * math.sin(turn)

    for ring in (1.0, 0.66, 0.33):
        outline = [at(turn, ring) for turn in [*axes, axes[0]]]
        pen.line([(x * FINE, y * FINE) for x, y in outline], fill=MOSS, width=2 * FINE)
    _shape(pen, [at(turn, mark / 10) for turn, mark in zip(axes, marks, strict=True)], LEAF)
    for turn, mark, colour in zip(axes, marks, COLOURS, strict=True):
        pen.line([(x * FINE, y * FINE) for x, y in (middle, at(turn, 1))], fill=MOSS, width=FINE)
        _disc(pen, at(turn, mark / 10), radius / 14, colour)


def main() -> None:
    """Write every drawing of the demo, or ``--share <file>`` the picture of the site."""
    if sys.argv[1] == "--share":
        picture = Image.open(BytesIO(_made(share, "PNG"))).resize((1200, 675))
        picture.crop((0, 22, 1200, 652)).quantize(128).save(sys.argv[2], optimize=True)
        return
    write_all(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
