"""The addresses of the hand-built site that tests of this folder look at."""

from __future__ import annotations

PAGES = [
    "/",
    "/search",
    "/search?q=night",
    "/search?q=night&hub=water-distribution&kind=factsheet",
    "/search?q=what+minimum+night+flow+long+guide+hostile",
    "/search?q=zz",
    "/ask",
    "/ask?q=night",
    "/ask?q=zz",
    "/hubs",
    "/hubs/water-distribution",
    "/hubs/young-professionals",
    "/reading-lists",
    "/glossary",
    "/glossary?letter=N",
    "/glossary?q=main&language=fr",
    "/glossary?q=zz",
    "/search?q=nrw",
    "/about",
    "/documents/night-flow",
    "/documents/arabic-guide",
    "/documents/long-guide?part=2",
    "/documents/hostile",
]
NOT_FOUND = "/documents/no-such-document"
