"""
How attributions are found; `masar.attributions` is the way in.

    text      a text with its tokens, kinds of words, sentences and quotations
    lexicon   the words that carry an attribution; words, known: the other lists of claims.toml
    learned   English: cues, spans, sources chosen by weights (model); relays: words passed on
    rules     Arabic: verbs (frames, subjects), cues that follow (late), documents and silences (carriers)
    speakers  who a pronoun or a source left out stands for
"""
