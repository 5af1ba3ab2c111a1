"""Words around names that say that somebody is meant, and names that are words themselves."""

from __future__ import annotations

import re

_GREETINGS = (
    "hi hello hey dear thanks thx thank good morning|good afternoon|good evening cheers welcome "
    "congratulations congrats regards best "
    "bonjour salut cher chère chers merci bonsoir cordialement félicitations bravo bienvenue "
    "hola estimado estimada querido querida gracias saludos buenos días|buenas tardes felicidades "
    "atentamente bienvenido bienvenida abrazo "
    "olá ola oi caro cara prezado prezada obrigado obrigada bom dia|boa tarde parabéns abraço "
    "abraços atenciosamente "
    "مرحبا أهلا اهلا السلام عليكم|عزيزي عزيزتي شكرا شكراً الأخ الأستاذ الاستاذ المهندس مبروك "
    "habari hujambo jambo asante mpendwa ndugu karibu hongera shukrani"
)
_PHRASES = (
    "good morning", "good afternoon", "good evening", "thank you", "thanks to", "many thanks",
    "best regards", "kind regards", "buenos días", "buenas tardes", "muchas gracias", "bom dia",
    "boa tarde", "muito obrigado", "muito obrigada", "merci à", "gracias a", "obrigado a",
    "السلام عليكم", "شكرا لك", "شكرا يا", "asante sana", "habari za asubuhi", "merci beaucoup",
)  # fmt: skip
_WORDS = sorted({*_PHRASES, *re.findall(r"[^\s|]+", _GREETINGS)} - {"best", "good", "bom", "dia"})
_TITLES = r"(?:mr|mrs|ms|dr|prof|eng|ing|sir|madam|m|mme|sr|sra|srta|don|doña|bwana|bi|mama|د|م|أ)"
_ADVERBS = (
    r"(?:so much|very much|a lot|again|in advance|beaucoup|infiniment|mucho|muito|sana|جزيلا)"
)

# Before a name: "Hi ", "Dear Dr. ", "Thanks a lot, ".
GREETING = re.compile(
    rf"(?:^|[^\w@])(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
    rf"(?:[ ]{_ADVERBS})?[ ]?[,:!،]?[ ]?(?:{_TITLES}\.?[ ])?[*_]{{0,2}}$",
    re.IGNORECASE,
)
# Between two names that are greeted together.
CONNECTOR = re.compile(r"[ ]?(?:,|،|&|/|and|et|y|e|و|na|,[ ]?and)[ ]?", re.IGNORECASE)
SIGN_OFF = re.compile(
    r"(?:[\W_]*(?:(?:best|kind|warm|many|with|my|kindest|warmest)?[ ]?(?:regards|wishes|thanks)|"
    r"thanks|thank you|cheers|sincerely|yours(?: sincerely| truly| faithfully)?|best|greetings|br|"
    r"(?:bien )?cordialement|merci(?: d'avance)?|salutations|amicalement|bien à vous|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|gracias|"
    r"atenciosamente|abraços?|obrigad[oa]|cumprimentos|att|"
    r"مع تحياتي|تحياتي|شكرا|مع الشكر|asante(?: sana)?|wako|ahsante)[\W_]*|--)",
    re.IGNORECASE,
)
_WROTE = r"(?:wrote|writes|a écrit|escribió|escreveu|كتب|كتبت|aliandika|ameandika|schrieb)"
WROTE = re.compile(rf"{_WROTE}[ ]?:?\s*$", re.IGNORECASE)
# What somebody does who is spoken of by first name.
SPOKEN_OF = re.compile(
    r"(?:'s|’s)?[ ](?:just |also |already |has |kindly )?"
    r"(?:said|says|wrote|suggested|suggests|mentioned|"
    r"pointed|proposed|explained|"
    r"a dit|a écrit|a proposé|dijo|escribió|sugirió|disse|escreveu|sugeriu|alisema)\b"
)
SPOKEN_BY = re.compile(r"\b(?:by|as|per|selon|según|segundo)[ ]$")
# Somebody nobody knows, before a removed address and "wrote:".
STRANGER = re.compile(
    r"(?P<name>(?:\b[^\W\d_][\w.'’-]{0,40}[ ]+){1,4})(?=(?:&lt;|\\?<|\()?\\?\[e-mail removed\]"
    rf"[>)]?[ ]?{_WROTE}[ ]?:)"
)

# Names that are words, too: alone they are a name only where nothing else can be meant.
ORDINARY = frozenset({
    "admin", "amor", "angel", "april", "art", "august", "bill", "blessing", "board", "bond",
    "brook", "christian", "clara", "claro", "comfort", "dawn", "drew", "earnest", "engineer",
    "esperanza", "faith", "flor", "france", "frank", "free", "fuente", "general", "glory", "gloria",
    "grace", "grant", "group", "guest", "guy", "happy", "harry", "help", "hope", "hub", "info",
    "innocent", "jack", "jewel", "joy", "june", "justice", "king", "lake", "leak", "luz",
    "mark", "may", "member", "mercy", "miles", "mission", "my", "nick", "office", "operator", "pat",
    "patience", "paz", "pearl", "peace", "precious", "prince", "pump", "ray", "rich",
    "river", "rob", "rosa", "rose", "sam", "sanitation", "santos", "service", "so", "sol", "stone",
    "sue", "summer", "sun", "supply", "support", "team", "trust", "user", "utility", "van", "water",
    "well", "west", "will", "wood", "young", "eau", "agua", "água", "maji", "ماء",
})  # fmt: skip
