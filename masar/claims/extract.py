"""
From attributions and narration to claims.

Attributions (`masar.attributions`) become claims of their speakers; what the text tells of the journey in
its own voice is a claim of the publisher.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from masar.article import Span
from masar.attribution.known import Speaker, is_medium, speaker_named
from masar.attribution.model import load_weights
from masar.attribution.text import MarkedText, mark_text
from masar.attribution.words import claim_phrases
from masar.attributions import Attribution, attributions_of
from masar.claims.drafts import Draft, find_drafts
from masar.claims.kinds import Clause, kind_of_attributed, kind_of_narration
from masar.claims.opposed import link_opposed
from masar.claims.places import PlaceFinder
from masar.claims.speakers import SpeakerNames
from masar.dates import DateMention, find_dates
from masar.model import Article, Claim, ClaimKind, DatePrecision, Resolution, Stop
from masar.names import normalise_name

_INWARD_ACTS = frozenset({"plan", "assess", "know", "support", "show", "by"})
_SHORTEST_QUOTE = 3
_SURE = 0.3
_RECENT_DAYS = 21
_PERSONAL = frozenset({"he", "she"})


def extract_claims(article: Article, stops: Sequence[Stop], resolutions: Sequence[Resolution]) -> tuple[Claim, ...]:
    """
    Return the claims of an article, in the order of its text.

    Parameters
    ----------
    article
        A text in a supported language; `published` is what its relative dates count from.
    stops
        The stops of its journey, perhaps none.
    resolutions
        What its place names mean.

    Returns
    -------
    claims
        `article.text[start:end]` is the sentence or clause that carries a claim. Names in the article's
        language are always there, in the other one only of speakers that are known in both.
    """
    marked = mark_text(article.text, article.language)
    reader = _Reader(article, marked, stops, resolutions)
    drafts = list(find_drafts(marked, attributions_of(marked, load_weights(article.language)), reader.finder))
    reader.note_presence(drafts)
    claims = [claim for number, draft in enumerate(drafts, 1) for claim in reader.claim(draft, f"c{number:02d}")]
    return link_opposed(claims, article.language)


class _Reader:
    """Makes claims of drafts, in order."""

    def __init__(
        self, article: Article, marked: MarkedText, stops: Sequence[Stop], resolutions: Sequence[Resolution]
    ) -> None:
        self.article = article
        self.marked = marked
        self.finder = PlaceFinder(stops, resolutions, marked)
        self.dates = find_dates(article.text, article.language, article.published)
        self.date_starts = [mention.start for mention in self.dates]
        places = {
            (r.mention.start, r.mention.end): (r.place.name_en, r.place.name_ar)
            for r in resolutions
            if r.place is not None and r.mention.language == article.language and not r.mention.demonym
        }
        self.names = SpeakerNames(marked, places)
        self.place_starts = sorted(r.mention.start for r in resolutions if r.mention.language == article.language)
        self.person: Speaker | None = None  # the last who was named as one
        self.publisher = speaker_named(article.publisher, article.language)
        self.told_on = _told_on(article, stops)

    def note_presence(self, drafts: Sequence[Draft]) -> None:
        """Remember who is named together with each stop."""
        for draft in drafts:
            for start, end in draft.content or ((draft.start, draft.end),):
                self.finder.note_presence(start, end, self._words((start, end)))

    def claim(self, draft: Draft, claim_id: str) -> Iterator[Claim]:
        """Yield the claim that a draft makes."""
        attribution = draft.attribution
        speaker, chain = self._speaker(attribution)
        words = self._words((draft.start, draft.end))
        content = [word for piece in draft.content for word in self._words(piece)]
        date, precision = self._date(draft)
        source = None if attribution is None else attribution.source
        name = None if speaker is None else normalise_name(_bare_name(speaker.name(self.article.language))).split()
        said = content if draft.content else words
        about = self.finder.find((draft.start, draft.end), draft.content, source, said, name, date)
        clause = Clause(words, content, date, precision)
        kind = self._kind(attribution, speaker, clause, at_stop=self.finder.is_visited(about))
        english = self.article.language == "en"
        text = " ".join(self.article.text[draft.start : draft.end].split())
        teller = speaker or self.publisher
        yield Claim(
            claim_id=claim_id,
            stop_id=about.stop_id,
            place_id=about.place_id,
            speaker_en=teller.name_en,
            speaker_ar=teller.name_ar,
            reported_by=self._chain(speaker, chain, "en"),
            reported_by_ar=self._chain(speaker, chain, "ar"),
            kind=kind,
            date=date,
            date_precision=precision,
            quote=self._quote(draft),
            quote_translation="",
            text_en=text if english else "",
            text_ar="" if english else text,
            start=draft.start,
            end=draft.end,
        )

    def _kind(
        self, attribution: Attribution | None, speaker: Speaker | None, clause: Clause, *, at_stop: bool
    ) -> ClaimKind:
        if attribution is None:
            return kind_of_narration(clause, self.article.published, self.article.language, at_stop=at_stop)
        return kind_of_attributed(attribution, speaker, clause, self.article.language)

    def _words(self, span: Span) -> Sequence[str]:
        first, last = self._tokens(span)
        words = self.marked.lows[first:last]
        if "may" in words:  # the month is no "may"
            text, starts = self.marked.text, self.marked.starts
            return ["" if w == "may" and text[starts[first + i]] == "M" else w for i, w in enumerate(words)]
        return words

    def _tokens(self, span: Span) -> Span:
        first = bisect_left(self.marked.starts, span[0])
        if first and self.marked.ends[first - 1] > span[0]:
            first -= 1  # the span begins inside a token, after a preposition glued to it
        return first, bisect_left(self.marked.starts, span[1])

    # Who says it.

    def _speaker(self, attribution: Attribution | None) -> tuple[Speaker | None, list[Speaker]]:
        """Return who makes a claim, `None` for the publisher, and who passed it on."""
        if attribution is None or attribution.speaker is None:
            return None, []
        if self._is_pronoun_of_place(attribution):
            return self.person, []
        speaker = self._named(attribution.speaker)
        if self._names_person(attribution.speaker):
            self.person = speaker
        words = self._words(attribution.speaker)
        someone = self.article.language == "ar" and len(words) > 1  # "أحد الناجين"
        if not someone and claim_phrases(self.article.language, "nobody").found_in(words[:1]):
            return None, []
        chain = [named for span in attribution.reported_by if self._is_medium(named := self._named(span), span)]
        inner = attribution.passes_on
        if inner is not None and inner.speaker is not None and self._is_medium(speaker, attribution.speaker):
            told = self._named(inner.speaker)
            if told.name(self.article.language) and self._is_said(inner):
                return told, [speaker, *chain]
        return speaker, chain

    def _is_pronoun_of_place(self, attribution: Attribution) -> bool:
        """Tell whether what "he" was taken to stand for is a place: a name before it that is no person's."""
        source, speaker = attribution.source, attribution.speaker
        if source is None or speaker is None or source == speaker or self.article.language != "en":
            return False
        pronoun = self.article.text[slice(*source)].lower() in _PERSONAL
        office = self.marked.kinds[self._tokens(speaker)[1] - 1] == "o"  # "Mali's president"
        return pronoun and self._holds_place(speaker) and not office

    def _holds_place(self, span: Span) -> bool:
        return bisect_left(self.place_starts, span[0]) < bisect_left(self.place_starts, span[1])

    def _names_person(self, span: Span) -> bool:
        first, last = self._tokens(span)
        named = "X" in self.marked.kinds[first:last] and not self._holds_place(span)
        return named and not is_medium(self.marked, (first, last))

    def _is_said(self, inner: Attribution) -> bool:
        """Tell whether what an agency passes on are somebody's words, not an act or a thought."""
        if inner.lemma in claim_phrases(self.article.language, "spoken").words:
            return True
        alone = inner.lemma not in claim_phrases(self.article.language, "not_alone").words
        return alone and inner.act not in _INWARD_ACTS and inner.likelihood >= _SURE

    def _named(self, span: Span) -> Speaker:
        return self.names.speaker(span, self._tokens(span))

    def _is_medium(self, speaker: Speaker, span: Span) -> bool:
        """Tell whether a speaker is an agency, newspaper or broadcaster, who passes on what others say."""
        return speaker.agency or is_medium(self.marked, self._tokens(span))

    def _chain(self, speaker: Speaker | None, chain: list[Speaker], language: str) -> str:
        if speaker is None:
            return ""
        own = self.article.language
        links = [link for link in chain if link != speaker]
        if self.publisher.name(own) and self.publisher not in (*links, speaker):
            links.append(self.publisher)
        return ("، " if language == "ar" else ", ").join(name for link in links if (name := link.name(language)))

    # When, and in which words.

    def _date(self, draft: Draft) -> tuple[dt.date | None, DatePrecision]:
        """Return when a claim was made, or else when what it says happened; what is quoted counts least."""
        first = bisect_left(self.date_starts, draft.start)
        inside: list[DateMention] = []
        for mention in self.dates[first : bisect_left(self.date_starts, draft.end)]:
            if not any(start <= mention.start < end for start, end in draft.content):
                return mention.date, mention.precision
            if self._may_date(draft, mention):
                inside.append(mention)
        if not inside:
            return self._date_before(draft)
        best = next((mention for mention in inside if not self._is_quoted(mention)), inside[0])
        return best.date, best.precision

    def _date_before(self, draft: Draft) -> tuple[dt.date | None, DatePrecision]:
        """Return the date of the clause before in the sentence: "announced it on Thursday and called it ..."."""
        sentence = self.marked.sentence_of[self._tokens((draft.start, draft.end))[0]]
        start = self.marked.starts[self.marked.sentences[sentence][0]]
        first, past = (bisect_left(self.date_starts, at) for at in (start, draft.start))
        before = [mention for mention in self.dates[first:past] if not self._is_quoted(mention)]
        return (before[-1].date, before[-1].precision) if before else (None, "unknown")

    def _is_quoted(self, mention: DateMention) -> bool:
        return self.marked.quote_of[bisect_left(self.marked.starts, mention.start)] >= 0

    def _may_date(self, draft: Draft, mention: DateMention) -> bool:
        """Tell whether a date inside what is said can date it: not one long past that it only mentions."""
        if draft.attribution is None or self.told_on is None:
            return True
        return (self.told_on - mention.date).days <= _RECENT_DAYS

    def _quote(self, draft: Draft) -> str:
        """Return the quoted words: the first that are no mere name."""
        marked = self.marked
        found = ""
        for start, end in draft.content or ((draft.start, draft.end),):
            at = max(0, bisect_left(marked.quotes, (start, start)) - 1)
            for quote in marked.quotes[at:]:
                if quote[0] >= end:
                    break
                words = marked.text[max(start, quote[0]) : min(end, quote[1])].strip(" \n\"“”«»'’‘.,،")
                if quote[1] > start and len(words) >= _SHORTEST_QUOTE and not any(c.isdigit() for c in words[-3:]):
                    found = max(found, " ".join(words.split()), key=len)
        return found


def _told_on(article: Article, stops: Sequence[Stop]) -> dt.date | None:
    """Return the day the text has come to: that of publication, or the last of a journey long before it."""
    arrivals = [stop.arrival for stop in stops if stop.arrival is not None]
    known = [day for day in (article.published, max(arrivals, default=None)) if day is not None]
    return min(known, default=None)


def _bare_name(name: str) -> str:
    """Return a name without the role after it."""
    return name.replace("،", ",").partition(",")[0]
