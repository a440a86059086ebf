"""
Masar turns a news article about a journey into an annotated map.

A guided tour. An `Article` (`masar.model`) goes through the five steps that `masar.story.build_story` composes:

    find_mentions (toponyms)    which words name places
    resolve_mentions (resolve)  which place each of them means, out of the `gazetteer`
    order_stops (itinerary)     which of these are stops of the journey, in travel order
    connect_stops (itinerary)   the legs between them
    extract_claims (claims)     who says what about which stop

What comes out is a `Story`, a frozen record that `story_folder` reads and writes as a Frictionless Data Package.
From there on everything draws: `geojson` and `folium_map` the map, `panels` what stands beside it, `figure`
and `brief` the print, `export` every format by name. `view` is what a reader looks at, as the address has it;
`desk` and `corrections` are the review of a draft. `i18n` holds the interface's words in both languages.

Latitude comes before longitude everywhere but in `geojson`. Spans are character offsets into a text that never
changes. What is wrong with a file or a text is a `MasarError` (`errors`), which can say so in either language.
"""
