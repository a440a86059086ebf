"""What Masar does, what is inferred, whose borders, whose data, and what it cannot do."""

import streamlit as st

from masar.panels import render
from pages import common

story, view = common.current()
st.html(render(f"about.{view.language}.html", story=story))
common.follow_links()
