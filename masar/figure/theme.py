"""The colours of the print figure."""

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark", "greyscale"]


@dataclass(frozen=True, slots=True)
class Theme:
    """
    Colours, `#rrggbb`.

    `journey` draws legs and stops, `on_journey` what stands on them; `home` is the land of countries in
    which the journey stops; `shore` is the band of lighter water along coasts.
    """

    paper: str
    ink: str
    quiet: str
    faint: str
    water: str
    shore: str
    coast: str
    river: str
    land: str
    home: str
    border: str
    country: str
    journey: str
    on_journey: str
    origin: str
    halo: str
    rule: str


THEMES: dict[ThemeName, Theme] = {
    "light": Theme(
        paper="#ffffff", ink="#1d1d1b", quiet="#5c5953", faint="#8d8980", water="#dbe7ec", shore="#e8f0f3",
        coast="#9db4bf", river="#c3d6de", land="#efebe2", home="#f8f5ee", border="#b9b0a1", country="#8b8375",
        journey="#d4351c", on_journey="#ffffff", origin="#1d1d1b", halo="#ffffff", rule="#d5d0c5",
    ),
    "dark": Theme(
        paper="#16191d", ink="#f2efe9", quiet="#b9b5ac", faint="#8c887f", water="#1d2830", shore="#233039",
        coast="#4a5d69", river="#2f414d", land="#34363a", home="#40434a", border="#66655f", country="#a5a199",
        journey="#ff6a4d", on_journey="#16191d", origin="#f2efe9", halo="#202328", rule="#3d4147",
    ),
    "greyscale": Theme(
        paper="#ffffff", ink="#111111", quiet="#4f4f4f", faint="#7a7a7a", water="#ffffff", shore="#f5f5f5",
        coast="#8f8f8f", river="#d0d0d0", land="#e6e6e6", home="#f1f1f1", border="#adadad", country="#7a7a7a",
        journey="#111111", on_journey="#ffffff", origin="#111111", halo="#ffffff", rule="#cccccc",
    ),
}  # fmt: skip
