"""Read a web page as strangers write them: parse, find its main part, leave out its furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from lxml import html as lxml_html

from ingest.converters.mathml import mathml_to_latex
from ingest.converters.metadata import clean_date, clean_language, clean_title
from kb.errors import ConversionFault

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "PageMetadata",
    "body_html",
    "extract",
    "main_part",
    "page_metadata",
    "read_page",
    "without_furniture",
]

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navbox|navigation|menu|sidebar|breadcrumbs?|footer|cookie\S*|share|social|toc"
    r"|pagination\S*|mw-editsection|mw-jump-link|mw-indicators|vector-(?:toc|header|page-toolbar|sticky|menu|dropdown|column)\S*|printfooter|catlinks|noprint"
    r"|sr-only|visually-hidden|skip-?link|katex-html|authority-control|hatnote|mw-cite-backlink"
    r"|tableOfContents\S*|theme-doc-toc\S*|sistersitebox|hash-link|headerlink)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_TAGS = {
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "form",
    "button",
    "iframe",
    "svg",
}
_FURNITURE_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "menu",
    "dialog",
}
_MAIN = (
    "//main", "//*[@role='main']", "//*[@id='mw-content-text']", "//article",
    "//*[@id='content' or @id='main' or @id='main-content' or @id='bodyContent']",
)  # fmt: skip
_DATES = (
    "article:published_time", "datepublished", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "citation_publication_date", "date", "article:modified_time",
    "datemodified", "dcterms.modified", "last-modified",
)  # fmt: skip
_LARGEST_FURNITURE = 0.3  # of the page's text: what holds more is no menu, whatever it is called
_SEPARATORS = re.compile(r"\s+[|–—·»-]\s+")


class PageMetadata(NamedTuple):
    """What the page's head states; ``url`` is where it says it lives, for relative links."""

    title: str | None
    language: str | None
    published: date | None
    url: str


def read_page(text: str) -> etree._Element:
    """Parse a page; one that is cut off or wrongly nested gives what can be made of it."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = lxml_html.HTMLParser(
        huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    page = lxml_html.document_fromstring(text or "<p></p>", parser=parser, ensure_head_body=True)
    if any("depth" in entry.message for entry in parser.error_log):
        raise ConversionFault(
            "refused: it is nested too deep", "Save the page again from a browser."
        )
    for formula in list(page.iter("math")):
        _replace(formula, mathml_to_latex(formula) or str(formula.get("alttext") or ""))
    return page


def _replace(formula: etree._Element, latex: str) -> None:
    mark = lxml_html.Element("kb-math", {"data-latex": latex})
    mark.tail = formula.tail
    parent = formula.getparent()
    if parent is not None:
        parent.replace(formula, mark)


def page_metadata(page: etree._Element) -> PageMetadata:
    """Title, language, date and address as the head states them."""
    stated: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        stated.setdefault(name, str(meta.get("content") or "").strip())
    canonical = page.xpath("//link[@rel='canonical']/@href")
    title = page.findtext(".//title")
    return PageMetadata(
        title=clean_title(
            _without_site(stated.get("og:title") or title or "", stated.get("og:site_name", ""))
        ),
        language=clean_language(
            page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang")
        ),
        published=next(filter(None, (clean_date(stated.get(name)) for name in _DATES)), None),
        url=str(canonical[0]) if canonical else stated.get("og:url", ""),
    )


def _without_site(title: str, site: str) -> str:
    """Leave out the site's name where the page says what it is."""
    parts = _SEPARATORS.split(title)
    if site and len(parts) > 1 and parts[-1].strip().casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»-")
    return title


def extract(page: etree._Element) -> str:
    """Trafilatura's reading of the page as HTML; empty where it finds nothing."""
    import trafilatura

    found = trafilatura.extract(
        lxml_html.tostring(page, encoding="unicode"),
        output_format="html",
        include_comments=False,
        include_tables=True,
        include_links=True,
        include_formatting=True,
        favor_recall=True,
    )
    return found or ""


def without_furniture(page: etree._Element) -> None:
    """Take navigation, menus, hidden parts and scripts out of the page."""
    most = _LARGEST_FURNITURE * len(page.text_content())
    for element in list(page.iter(etree.Element)):
        if (
            element.tag in {"html", "body", "main", "head", "kb-math"}
            or element.getparent() is None
        ):
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        outside = next(element.iterancestors("main", "article"), None) is None
        if (
            element.tag in _FURNITURE_TAGS
            or (element.tag in {"header", "aside"} and outside)
            or element.get("role") in _FURNITURE_ROLES
            or element.get("aria-hidden") == "true"
            or element.get("hidden") is not None
            or "display:none" in (element.get("style") or "").replace(" ", "")
            or (_FURNITURE.search(named) and len(element.text_content()) <= most)
        ):
            element.drop_tree()


def main_part(page: etree._Element) -> etree._Element | None:
    """The element that the page itself marks as its main content, if it is just one."""
    for path in _MAIN:
        found = page.xpath(path)
        if len(found) == 1:
            return found[0]
    return None


def body_html(element: etree._Element) -> str:
    """An element (of a whole page, its body) as well-formed HTML."""
    body = element.find("body") if element.tag == "html" else None
    return str(
        lxml_html.tostring(element if body is None else body, encoding="unicode", method="xml")
    )
