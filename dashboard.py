"""Masar's dashboard: `streamlit run dashboard.py`. The pages are thin; what they show is made in `masar/`."""

import sys

import streamlit as st

from pages import common

common.configure_page()

view = common.open_view()
chosen = st.navigation(common.list_pages(view.language), position="top")
common.turn_page(chosen.url_path or "map")
common.show_header(view)
chosen.run()
common.write_address()
common.spare_collector(len(sys.modules))
