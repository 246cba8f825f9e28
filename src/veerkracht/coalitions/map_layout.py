"""Where organisations stand in a picture: those that work together near each other. Pure, and always the same.

A drawing by forces: all push each other away, ties pull (Fruchterman and Reingold, 1991, *Software: Practice and
Experience* 21, 1129–1164). It begins with a circle in order of number, and has no chance in it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

ROUNDS = 70
WIDTH, HEIGHT, EDGE = 1000.0, 640.0, 70.0
Places = dict[int, tuple[float, float]]


def layout(keys: Sequence[int], strengths: Mapping[tuple[int, int], int]) -> Places:
    """A place for each key within ``WIDTH`` × ``HEIGHT``; the same again for the same question."""
    inside = set(keys)
    ties = tuple(
        sorted(
            (one, other, weight)
            for (one, other), weight in strengths.items()
            if {one, other} <= inside
        )
    )
    return dict(zip(keys, _placed(tuple(keys), ties), strict=True))


@lru_cache(maxsize=64)
def _placed(
    keys: tuple[int, ...], ties: tuple[tuple[int, int, int], ...]
) -> tuple[tuple[float, float], ...]:
    at = {key: number for number, key in enumerate(keys)}
    links = [(at[one], at[other], 1 + math.log(weight)) for one, other, weight in ties]
    points = _circle(len(keys))
    ideal = math.sqrt(WIDTH * HEIGHT / max(len(keys), 1)) * 0.75
    for turn in range(ROUNDS):
        moves = _pushed(points, ideal)
        _pull(points, links, ideal, moves)
        _move(points, moves, WIDTH / 10 * (1 - turn / ROUNDS))
    return _fitted(points)


def _circle(number: int) -> list[list[float]]:
    turns = [2 * math.pi * one / max(number, 1) for one in range(number)]
    return [
        [WIDTH / 2 + math.cos(turn) * WIDTH / 3, HEIGHT / 2 + math.sin(turn) * HEIGHT / 3]
        for turn in turns
    ]


def _pushed(points: list[list[float]], ideal: float) -> list[list[float]]:
    """How each is pushed by all others: harder when near."""
    moves = [[0.0, 0.0] for _point in points]
    square = ideal * ideal
    for one, (x, y) in enumerate(points):
        for other in range(one):
            across, down = x - points[other][0], y - points[other][1]
            away = square / (across * across + down * down + 0.01)
            moves[one][0] += across * away
            moves[one][1] += down * away
            moves[other][0] -= across * away
            moves[other][1] -= down * away
    return moves


def _pull(
    points: list[list[float]],
    links: Sequence[tuple[int, int, float]],
    ideal: float,
    moves: list[list[float]],
) -> None:
    """Ties pull harder when long or strong; everything leans a little to the middle."""
    for one, other, strength in links:
        across, down = points[one][0] - points[other][0], points[one][1] - points[other][1]
        force = math.hypot(across, down) / ideal * min(strength, 3) / 2
        moves[one][0] -= across * force
        moves[one][1] -= down * force
        moves[other][0] += across * force
        moves[other][1] += down * force
    for point, move in zip(points, moves, strict=True):
        move[0] += (WIDTH / 2 - point[0]) * 0.4
        move[1] += (HEIGHT / 2 - point[1]) * 0.6


def _move(points: list[list[float]], moves: list[list[float]], most: float) -> None:
    """Each goes where it is pushed, not further than ``most``."""
    for point, move in zip(points, moves, strict=True):
        far = math.hypot(*move) or 1.0
        step = min(far, most) / far
        point[0] += move[0] * step
        point[1] += move[1] * step


def _fitted(points: list[list[float]]) -> tuple[tuple[float, float], ...]:
    """Stretched over the whole picture, with room for names at the edge."""
    columns = _stretched([point[0] for point in points], WIDTH)
    rows = _stretched([point[1] for point in points], HEIGHT)
    return tuple(zip(columns, rows, strict=True))


def _stretched(values: list[float], size: float) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=0.0)
    if high - low < 1:
        return [size / 2 for _value in values]
    return [round(EDGE + (value - low) / (high - low) * (size - 2 * EDGE), 1) for value in values]
