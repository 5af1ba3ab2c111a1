"""Words beside addresses and numbers that say what these are, in the six languages."""

from __future__ import annotations

import re

# Countries whose national numbers, written without a country code, are recognised.
REGIONS = (
    "KE", "TZ", "UG", "RW", "GH", "NG", "ZA", "ZM", "MW", "ET", "EG", "MA", "TN", "SN", "CI", "CM",
    "MZ", "AO", "FR", "ES", "PT", "BR", "MX", "CO", "PE", "GB", "US", "IN", "JO", "NP", "PH",
)  # fmt: skip

# "The manual at example.org" is no address of anybody.
BEFORE_AT = frozenset({
    "a", "about", "account", "all", "and", "archive", "archives", "are", "article", "available",
    "back", "be", "blog", "book", "code", "course", "data", "dataset", "demo", "detail", "details",
    "discussion", "docs", "documentation", "down", "download", "downloads", "event", "example",
    "examples", "faq", "file", "files", "folder", "forum", "found", "free", "guide", "handbook",
    "help", "here", "home", "homepage", "hosted", "images", "info", "information", "is", "issue",
    "it", "link", "links", "list", "lives", "look", "located", "manual", "map", "maps", "material",
    "materials", "me", "more", "now", "of", "on", "one", "online", "or", "out", "package",
    "packages", "page", "pages", "paper", "papers", "pdf", "poster", "post", "project", "question",
    "register", "registration", "report", "reports", "repository", "resources", "see", "server",
    "site", "sites", "slides", "software", "source", "sources", "start", "that", "the", "them",
    "there", "these", "this", "thread", "tool", "tools", "tutorial", "tutorials", "up", "us",
    "archived", "described", "listed", "looking", "posted", "presented", "published", "shared",
    "starting", "stored", "working",
    "version", "versions", "video", "videos", "website", "work", "works", "you",
})  # fmt: skip

# A number just after one of these is somebody's.
PHONE_WORDS = re.compile(
    r"(?:\b(?:tel|tél|tlf|telf|phone|telephone|téléphone|teléfono|telefono|telefone|fone|mobile|"
    r"móvil|movil|celular|cell|cel|gsm|fax|whatsapp|whats ?app|wasap|zap|call me|call|text me|sms|"
    r"ring|dial|appelez|joignable|llame|llamar|llámame|ligue|ligar|contacto|simu|nambari ya simu|"
    r"piga)|هاتف|جوال|موبايل|واتساب|اتصل|تلفون)"
    r"(?: (?:on|me|us|at|au|al|a|no|number|num|numéro|número|nr|is|ya|على|رقم))*"
    r"[\s.:()*_\[\]n°#-]*$"
)
# A number just after one of these is a reading, a part or a code.
COUNTED_WORDS = re.compile(
    r"\b(?:isbn|issn|doi|serial|s/n|sn|meter|metre|mètre|reading|reads|index|relevé|compteur|"
    r"medidor|lectura|contador|leitura|hidrômetro|mita|عداد|قراءة|error|erreur|code|código|code|"
    r"id|ref|réf|part|article|item|ticket|invoice|account|version|rev|build|coordinates?|lat|lon|"
    r"utm|easting|northing|nr|port|pid)\b[\s.:()#*_n°o-]*(?:no|number)?[\s.:()#*_°-]*$"
)
