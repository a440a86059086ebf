"""
The article of a web page, and what the page says of itself.

The tree is Lexbor's (selectolax), which repairs markup as browsers do. The body of the article is the
element marked as such, or else the one with most prose of its own, counted as Arc90's Readability does:
a paragraph counts for its parent in full and for its grandparent by half, links count against.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from .extract import MAX_DEPTH, Extract, Note, UnreadableError, join_paragraphs
from .page_metadata import read_page_metadata

_SKIPPED_NAMES = """
script style noscript template svg math iframe object embed audio video canvas map head title nav aside footer button
select textarea input label dialog menu figure figcaption datalist link meta
"""
_BLOCK_NAMES = """
html body main article section div p blockquote li ul ol dl dt dd table tbody thead tfoot tr td th caption pre h1 h2 h3
h4 h5 h6 header hgroup address details summary fieldset form hr center
"""
_NOT_NESTING_NAMES = """
area base br col embed hr img input link meta source track wbr p li dt dd td th tr tbody thead tfoot option optgroup
colgroup rt rp html head body
"""
_SKIPPED, _BLOCKS = frozenset(_SKIPPED_NAMES.split()), frozenset(_BLOCK_NAMES.split())
# Elements that are empty or need no end tag: not counted when depth is.
_NOT_NESTING = frozenset(_NOT_NESTING_NAMES.split())
_PARAGRAPHS = frozenset({"p", "blockquote", "pre"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BESIDE_ROLES = frozenset({"navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"})
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|share|sharing|social|promo|newsletter|breadcrumbs?|cookies?|advert\w*|ads?"
    r"|sidebar|footer|nav|menu|widget|recommended|most-?read|trending|subscribe|caption|tags|hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BODY = re.compile(r"article|body|content|main|story|post|entry|text", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*+)[^<>]*+>", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\n]+")
_MINIMUM_PROSE = 25
_MINIMUM_ARTICLE = 200


@dataclass(slots=True)
class _Block:
    """
    A paragraph: the block element it stands in, its words, and how many characters of them are links.

    `beside` tells that the page names what it stands in as something else than its article.
    """

    element: LexborNode
    tag: str
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    beside: bool = False
    text: str = ""

    def close(self) -> None:
        """Put the words together."""
        lines = (_SPACE.sub(" ", line).strip() for line in "".join(self.parts).split("\n"))
        self.text = "\n".join(line for line in lines if line)


def read_web_page(content: bytes) -> Extract:
    """
    Read a web page, given as UTF-8.

    Raises
    ------
    UnreadableError
        If the page nests too deeply, or its article is too long.
    """
    markup = content.decode("utf-8", "replace")
    _check_depth(markup)
    tree = _parse(markup)
    if tree.body is None:
        raise UnreadableError("document_empty")
    metadata = read_page_metadata(tree)
    blocks = _read_blocks(tree.body)
    body = _article_blocks(tree, blocks)
    paragraphs = [block.text for block in body if not (block.tag in _HEADINGS and block.text == metadata.title)]
    notes: tuple[Note, ...] = (("page_parts_left_out", {}),) if len(body) < len(blocks) else ()
    return Extract(join_paragraphs(paragraphs), metadata.title, metadata.publisher, metadata.published, notes)


def _parse(markup: str) -> LexborHTMLParser:
    try:
        return LexborHTMLParser(markup)
    except SelectolaxError:  # Lexbor repairs any markup: it fails for want of memory only
        raise UnreadableError("document_too_complex") from None


def _check_depth(markup: str) -> None:
    """Refuse what nests without end: a tree repaired by the rules of HTML takes time by the square of its depth."""
    depth = 0
    for match in _TAG.finditer(markup):
        if match[1]:
            depth = max(0, depth - (match[2].lower() not in _NOT_NESTING))
        elif not match[0].endswith("/>"):
            depth += match[2].lower() not in _NOT_NESTING
        if depth > MAX_DEPTH:
            raise UnreadableError("document_too_complex")


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Visit what is shown, without recursion: each element as it opens and as it closes, each text once."""
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        if node.is_element_node and not _is_skipped(node) and node.first_child is not None:
            node = node.first_child
            continue
        while node is not None:
            yield node, False
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


def _is_skipped(node: LexborNode) -> bool:
    if node.tag in _SKIPPED:
        return True
    attributes = node.attributes
    if not attributes or node.tag in {"body", "html"}:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or attributes.get("role") in _BESIDE_ROLES:
        return True
    return bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_beside(node: LexborNode) -> bool:
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300]
    return bool(_BESIDE.search(names)) and not _BODY.search(names)


def _read_blocks(body: LexborNode) -> list[_Block]:
    """Cut the page into paragraphs: a block is a run of text that no block element interrupts."""
    blocks = [_Block(body, "body")]
    parents = [body]
    links = beside = 0
    for node, opens in _walk(body):
        tag = node.tag or ""
        if node.is_text_node:
            if opens:
                _add_text(blocks[-1], node.text_content or "", links)
        elif tag in _BLOCKS:
            if opens:
                parents.append(node)
            elif len(parents) > 1:
                parents.pop()
            beside += _is_beside(node) * (1 if opens else -1)
            _start_block(blocks, parents[-1], beside > 0)
        elif tag == "br" and opens:
            blocks[-1].parts.append("\n")
        elif tag == "a":
            links += 1 if opens else -1
    for block in blocks:
        block.close()
    return [block for block in blocks if block.text]


def _start_block(blocks: list[_Block], element: LexborNode, beside: bool) -> None:  # noqa: FBT001
    if not blocks[-1].parts:
        blocks.pop()
    blocks.append(_Block(element, element.tag or "", beside=beside))


def _add_text(block: _Block, text: str, links: int) -> None:
    if block.tag != "pre":
        text = re.sub(r"\s+", " ", text)
    block.parts.append(text)
    if links > 0:
        block.linked += len(text.strip())


def _article_blocks(tree: LexborHTMLParser, blocks: list[_Block]) -> list[_Block]:
    apart = [block for block in blocks if not block.beside]
    # A name may deceive: "has-sidebar" on what holds the whole page.
    if _prose_length(apart) >= min(_MINIMUM_ARTICLE, _prose_length(blocks)):
        blocks = apart
    total = _prose_length(blocks)
    if total == 0:
        return blocks
    for selector in ('[itemprop~="articleBody"]', "article", 'main, [role="main"]'):
        found = tree.css(selector)
        if len(found) == 1:
            inside = _within(found[0], blocks)
            if _prose_length(inside) >= total / 2:
                # The mark may stand on more than the body: look for the body within.
                return _densest(inside) if selector != '[itemprop~="articleBody"]' else _without_links(inside)
    return _densest(blocks)


def _prose_length(blocks: list[_Block]) -> int:
    return sum(len(block.text) for block in blocks if _is_prose(block))


def _is_prose(block: _Block) -> bool:
    length = len(block.text)
    return length >= _MINIMUM_PROSE and block.tag not in _HEADINGS and block.linked < length * 0.4


def _densest(blocks: list[_Block]) -> list[_Block]:
    """Return the blocks below the element with the most prose of its own, or all if none has any."""
    scores: dict[int, float] = {}
    elements: dict[int, LexborNode] = {}
    for block in blocks:
        if not _is_prose(block):
            continue
        score = 1 + min(len(block.text) / 100, 5)
        element: LexborNode | None = block.element
        if block.tag in _PARAGRAPHS:
            element = block.element.parent
        for share in (1, 0.6, 0.3):
            if element is None or element.tag in {None, "html"}:
                break
            scores[element.mem_id] = scores.get(element.mem_id, 0) + score * share
            elements[element.mem_id] = element
            element = element.parent
    if not scores:
        return blocks
    best = max(scores, key=lambda mem_id: scores[mem_id])
    return _without_links(_within(elements[best], blocks))


def _within(element: LexborNode, blocks: list[_Block]) -> list[_Block]:
    """Return the blocks below an element; what is known of an ancestor is kept, so the cost is linear."""
    known: dict[int, bool] = {element.mem_id: True}
    return [block for block in blocks if _is_below(block.element, known)]


def _is_below(node: LexborNode | None, known: dict[int, bool]) -> bool:
    path: list[int] = []
    while node is not None and node.mem_id not in known:
        path.append(node.mem_id)
        node = node.parent
    below = node is not None and known[node.mem_id]
    known.update(dict.fromkeys(path, below))
    return below


def _without_links(blocks: list[_Block]) -> list[_Block]:
    """Leave out lists of links, such as "Read also"."""
    return [block for block in blocks if block.linked < max(len(block.text) * 0.6, 1)]
