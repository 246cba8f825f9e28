"""Our own line drawings on a 24 × 24 grid: the inside of an SVG, drawn in the text colour."""

from __future__ import annotations

from django.utils.safestring import SafeString

_CHEVRONS = {
    "chevron-down": '<path d="m6 9 6 6 6-6"/>',
    "chevron-up": '<path d="m6 15 6-6 6 6"/>',
    "chevron-left": '<path d="m15 6-6 6 6 6"/>',
    "chevron-right": '<path d="m9 6 6 6-6 6"/>',
    "arrow-right": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "arrow-left": '<path d="M20 12H5m6-6-6 6 6 6"/>',
    "swap": '<path d="M4 9h15m-4-4 4 4-4 4"/><path d="M20 16H5m4-4-4 4 4 4"/>',
}
_TIME_AND_PLACE = {
    "calendar": (
        '<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 '
        '2.8V7m8-4.2V7"/>'
    ),
    "clock": '<circle cx="12" cy="12" r="8.7"/><path d="M12 7v5.3l3.4 2"/>',
    "place": (
        '<path d="M12 21.3c-4.3-4.2-6.5-7.7-6.5-11a6.5 6.5 0 0 1 13 0c0 3.3-2.2 6.8-6.5 '
        '11Z"/><circle cx="12" cy="10.2" r="2.4"/>'
    ),
    "online": (
        '<rect x="3" y="4.5" width="18" height="12" rx="2"/><path d="M8.5 20.5h7M12 16.5v4"/>'
    ),
    "home": (
        '<path d="M4 11.2 12 4.3l8 6.9V19a1.7 1.7 0 0 1-1.7 1.7H5.7A1.7 1.7 0 0 1 4 19Z"/>'
        '<path d="M9.7 20.7v-5.9h4.6v5.9"/>'
    ),
    "queue": (
        '<circle cx="5.5" cy="7" r="2.3"/><circle cx="12" cy="7" r="2.3"/><circle cx="18.5" '
        'cy="7" r="2.3"/><path d="M2.5 17c0-2.4 1.2-4 3-4s3 1.6 3 4m.5 0c0-2.4 1.2-4 3-4s3 '
        '1.6 3 4m.5 0c0-2.4 1.2-4 3-4s3 1.6 3 4"/>'
    ),
    "hourglass": (
        '<path d="M7 3.5h10M7 20.5h10M8 3.5c0 4.5 8 5 8 8.5s-8 4-8 8.5m8-17c0 4.5-8 5-8 '
        '8.5s8 4 8 8.5"/>'
    ),
}
_PEOPLE_AND_PROOF = {
    "person": (
        '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4 3.4-6.3 7.5-6.3s6.9 2.3 7.5 6.3"/>'
    ),
    "people": (
        '<circle cx="9" cy="8.5" r="3.4"/><path d="M2.7 19.5c.5-3.5 2.9-5.4 6.3-5.4s5.8 1.9 '
        '6.3 5.4"/><path d="M15.4 5.4a3.2 3.2 0 0 1 0 6.2m2.3 3c2 .7 3.2 2.4 3.6 4.9"/>'
    ),
    "building": (
        '<path d="M5 20.5v-15A1.5 1.5 0 0 1 6.5 4h11A1.5 1.5 0 0 1 19 5.5v15M3 20.5h18M9 '
        '8.2h1.5m3 0H15M9 12h1.5m3 0H15m-4.7 8.5v-4h3.4v4"/>'
    ),
    "euro": '<path d="M18 6.4A7 7 0 0 0 7.3 12 7 7 0 0 0 18 17.6M4.5 10.3h9m-9 3.4h9"/>',
    "certificate": (
        '<circle cx="12" cy="9" r="5.5"/><path d="m8.6 13.6-1.4 7 4.8-2.5 4.8 2.5-1.4-7"/>'
        '<path d="m9.8 9 1.6 1.6 2.9-3"/>'
    ),
    "star": '<path d="m12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z"/>',
    "course": (
        '<path d="M12 6.5C10 5 7.3 4.5 3.5 4.5v13.5c3.8 0 6.500.5 8.5 2 2-1.5 4.7-2 '
        '8.5-2V4.5c-3.8 0-6.500.5-8.5 2Zm0 0V20"/>'
    ),
    "chat": (
        '<path d="M4 6.3A1.8 1.8 0 0 1 5.8 4.5h12.4A1.8 1.8 0 0 1 20 6.3v8.4a1.8 1.8 0 0 '
        '1-1.8 1.8H11l-4.5 4v-4h-.7A1.8 1.8 0 0 1 4 14.7Z"/>'
    ),
}
_SIGNS = {
    "check": '<path d="m5 12.8 4.6 4.6L19.5 7.2"/>',
    "check-circle": '<circle cx="12" cy="12" r="8.7"/><path d="m8 12.4 2.8 2.8 5.2-5.7"/>',
    "warning": '<path d="M12 4 2.8 19.7h18.4Z"/><path d="M12 10v4.5m0 2.3v.2"/>',
    "error": ('<path d="M8.3 3.3h7.4l5 5v7.4l-5 5H8.3l-5-5V8.3Z"/><path d="M12 7.5v5.3m0 3v.2"/>'),
    "info": '<circle cx="12" cy="12" r="8.7"/><path d="M12 11.3v5.2m0-8.8v.2"/>',
    "close": '<path d="m5.5 5.5 13 13m0-13-13 13"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "lock": (
        '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V7.8a4 4 0 0 1 '
        '8 0v2.7m-4 3.7v2.5"/>'
    ),
    "key": (
        '<circle cx="8" cy="15.5" r="4.3"/><path d="m11.2 12.5 8.3-8.3m-3 3 2.7 2.7m-5.4 0 '
        '1.7 1.7"/>'
    ),
}
_WORK = {
    "search": '<circle cx="10.7" cy="10.7" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "filter": '<path d="M3.5 6.5h17M6.5 12h11m-8 5.5h5"/>',
    "edit": (
        '<path d="M4.5 19.5 5.6 15 16 4.6a2 2 0 0 1 2.8 0l.6.6a2 2 0 0 1 0 2.8L9 18.4Z"/>'
        '<path d="m14 6.6 3.4 3.4"/>'
    ),
    "copy": (
        '<rect x="8.5" y="8.5" width="12" height="12" rx="2"/><path d="M5.5 15.5A2 2 0 0 1 '
        '3.5 13.5v-8a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2"/>'
    ),
    "trash": '<path d="M4 6.5h16M9 6.5V4h6v2.5m-8.8 0 .9 14h9.8l.9-14M10 10.5v6m4-6v6"/>',
    "mail": (
        '<rect x="3" y="5" width="18" height="14" rx="2.2"/><path d="m3.5 7 8.5 6.3L20.5 7"/>'
    ),
    "phone": (
        '<path d="M8.3 3.5H5.5a2 2 0 0 0-2 2.2A16.5 16.5 0 0 0 18.3 20.5a2 2 0 0 0 '
        '2.2-2v-2.8l-4.7-1.9-2 2.3a13 13 0 0 1-5.9-5.9l2.3-2Z"/>'
    ),
    "print": (
        '<path d="M7 8.5v-5h10v5M7 17H5a1.8 1.8 0 0 1-1.8-1.8v-4.9A1.8 1.8 0 0 1 5 '
        '8.5h14a1.8 1.8 0 0 1 1.8 1.8v4.9A1.8 1.8 0 0 1 19 17h-2"/><path d="M7 '
        '14h10v6.5H7Z"/>'
    ),
    "download": '<path d="M12 3.5v12m-5-4.7 5 4.9 5-4.9M4 20.5h16"/>',
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "list": '<path d="M9 6.5h11.5M9 12h11.5M9 17.5h11.5M4.2 6.5h.2m-.2 5.5h.2m-.2 5.5h.2"/>',
    "language": (
        '<circle cx="12" cy="12" r="8.7"/><path d="M3.3 12h17.4M12 3.3c2.5 2.5 3.7 5.4 3.7 '
        '8.7s-1.2 6.2-3.7 8.7c-2.5-2.5-3.7-5.4-3.7-8.7S9.5 5.8 12 3.3Z"/>'
    ),
    "light": (
        '<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2.3m0 14.4v2.3M2.5 12h2.3m14.4 '
        '0h2.3M5.3 5.3l1.6 1.6m10.2 10.2 1.6 1.6m0-13.4-1.6 1.6M6.9 17.1l-1.6 1.6"/>'
    ),
    "dark": '<path d="M20 14.3A8.3 8.3 0 0 1 9.7 4a8.3 8.3 0 1 0 10.3 10.3Z"/>',
    "logout": '<path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4m5-4 4-4-4-4m4 4H9.5"/>',
    "sound": (
        '<path d="M4 9.5v5h3.5l4.5 4V5.5l-4.5 4Z"/><path d="M15.5 9a4.2 4.2 0 0 1 0 6m2.3-8.5a7.7 '
        '7.7 0 0 1 0 11"/>'
    ),
    "chart": '<path d="M4 20h16M7 16.5v-4m5 4V5m5 11.5V9"/>',
}
_DIMENSIONS = {
    "body": (
        '<circle cx="12" cy="4.8" r="2.3"/><path d="M5 9.5c4.5 1.3 9.5 1.3 14 0M12 10.5v4m0 '
        '0-3.5 6.5m3.5-6.5 3.5 6.5"/>'
    ),
    "feeling": (
        '<path d="M12 20.3C6.5 16 3.5 12.9 3.5 9.3a4.5 4.5 0 0 1 8.5-2 4.5 4.5 0 0 1 8.5 2c0 '
        '3.6-3 6.7-8.5 11Z"/>'
    ),
    "meaning": ('<circle cx="12" cy="12" r="8.7"/><path d="m15.8 8.2-2.3 5.3-5.3 2.3 2.3-5.3Z"/>'),
    "quality": (
        '<circle cx="12" cy="12" r="8.7"/><path d="M8 14c1 1.8 2.3 2.6 4 2.6s3-.8 4-2.6M9 '
        '9.3v.400m6-.4v.400"/>'
    ),
    "participation": (
        '<circle cx="12" cy="6" r="2.7"/><circle cx="5.5" cy="17" r="2.7"/><circle cx="18.5" '
        'cy="17" r="2.7"/><path d="m10.5 8.5-3.5 6m6.5-6 3.5 6m-8.3 2.5h6.6"/>'
    ),
    "daily": (
        '<path d="M5 9.5h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4Zm11 1.5h1.5a2.3 2.3 0 0 1 0 '
        '4.6H16M8.5 3.5c-1 1.2 1 2 0 3.3m4-3.3c-1 1.2 1 2 0 3.3"/>'
    ),
}
ICONS = {**_CHEVRONS, **_TIME_AND_PLACE, **_PEOPLE_AND_PROOF, **_SIGNS, **_WORK, **_DIMENSIONS}

_FRAME = (
    '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" '
    'stroke="currentColor" stroke-width="1.9" stroke-linecap="round" '
    'stroke-linejoin="round" aria-hidden="true" focusable="false">'
)


def drawing(name: str) -> SafeString:
    """The SVG of an icon, hidden for screen readers; an unknown name is a bug (KeyError)."""
    return SafeString(f"{_FRAME}{ICONS[name]}</svg>")
