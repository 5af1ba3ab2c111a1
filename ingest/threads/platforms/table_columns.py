"""What the columns of our own tables are called, in English, French, Spanish and Portuguese."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["COLUMNS", "column", "is_yes", "plain"]

# Headings are compared without accents, capitals, and what stands between their words.
COLUMNS = {
    "thread": ("thread", "conversation", "discussion", "fil", "hilo", "conversacion", "conversa"),
    "title": ("title", "subject", "titre", "sujet", "objet", "titulo", "asunto", "assunto"),
    "group": ("group", "channel", "list", "groupe", "canal", "liste", "grupo", "lista"),
    "author": ("author", "name", "from", "auteur", "nom", "autor", "autora", "nombre", "nome"),
    "email": ("email", "e mail", "mail", "courriel", "correo", "correo electronico"),
    "date": (
        "date", "date and time", "datetime", "date et heure", "fecha", "fecha y hora", "data",
        "data e hora",
    ),
    "time": ("time", "heure", "hora"),
    "id": ("id", "number", "no", "numero"),
    "reply_to": (
        "reply to", "answers to", "in reply to", "reponse a", "en reponse a", "responde a",
        "respuesta a", "resposta a", "em resposta a",
    ),
    "text": (
        "text", "message", "body", "post", "texte", "contenu", "texto", "mensaje", "contenido",
        "mensagem", "conteudo",
    ),
    "answer": (
        "answer", "solution", "accepted", "reponse", "respuesta", "solucion", "resposta", "solucao",
    ),
    "likes": ("likes", "thanks", "j aime", "merci", "me gusta", "gracias", "curtidas", "obrigados"),
    "link": ("link", "url", "lien", "enlace", "ligacao"),
    "files": (
        "files", "file", "attachments", "fichiers", "pieces jointes", "archivos", "adjuntos",
        "arquivos", "ficheiros", "anexos",
    ),
    "tags": (
        "tags", "keywords", "mots cles", "etiquettes", "etiquetas", "palabras clave",
        "palavras chave",
    ),
    "markup": ("markup",),
}  # fmt: skip
_NAMES = {heading: name for name, headings in COLUMNS.items() for heading in headings}
_BETWEEN = re.compile(r"[\W_]+")
_YES = frozenset({
    "yes", "y", "x", "1", "true", "oui", "o", "vrai", "si", "s", "verdadero", "sim", "verdadeiro",
    "ndiyo", "✓", "✔",
})  # fmt: skip


def column(heading: str) -> str:
    """What a column is called here; empty for one that is not known."""
    return _NAMES.get(_BETWEEN.sub(" ", plain(heading)).strip(), "")


def is_yes(value: str) -> bool:
    """Whether a cell says yes."""
    return plain(value).strip(" .") in _YES


def plain(value: str) -> str:
    """A text without accents and capitals."""
    letters = unicodedata.normalize("NFKD", value.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
