"""The counselor sheet on paper: one or two sheets, nothing cut, light."""

import re

A4 = {"width": 794, "height": 1123}
CUT = """
() => [...document.querySelectorAll('[data-testid=stMain] .js-plotly-plot,'
    + ' [data-testid=stMain] [data-testid=stDataFrame]')]
    .some(box => box.getBoundingClientRect().right > window.innerWidth)
"""


def test_prints_on_one_or_two_sheets_with_nothing_cut(visit):
    page = visit("counselor_sheet").page
    printed = page.pdf(format="A4")
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    page.wait_for_timeout(300)

    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    assert not page.evaluate(CUT)
    assert not page.get_by_test_id("stSidebar").is_visible()
