"""Texts that would run as a script wherever somebody forgot to escape them.

Each sets `window.ran`. They are put together from what breaks out of a place in a page and
what runs there, so that every pair of both is among them.
"""

from itertools import product

RUN = "window.ran=1"
# What ends the place that the text stands in.
BREAKS = (
    *("", '">', "'>", "\">'>", "</title>", "</textarea>", "</script>", "</style>", "</select>"),
    *("-->", "]]>", "</option>", "</noscript>", "</template>", "\\", "`", "&quot;>", "%22%3E"),
)
# What runs, in an element of its own.
ELEMENTS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT >",
    f"<img src=x onerror={RUN}>",
    f"<img/src='x'/onerror='{RUN}'>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<details open ontoggle={RUN}>",
    f"<body onload={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<video><source onerror={RUN}></video>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<form><button formaction='javascript:{RUN}'>x</button></form>",
    "<base href='//example.invalid/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
)
# What runs without an element of its own: in an attribute, a script, an address, a template.
BARE = (
    f'" autofocus onfocus={RUN} x="',
    f"' autofocus onfocus={RUN} x='",
    f" autofocus onfocus={RUN} ",
    f'" onmouseover={RUN} style=position:fixed;inset:0 "',
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f" javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    f"';{RUN};'",
    f'";{RUN};"',
    f"${{{RUN}}}",
    f"{{{{ {RUN} }}}}",
    "{{ 7 * 7 }}",
    "{% print(7 * 7) %}",
    "{{ config.SECRET_KEY }}",
    "<!--",
    "<![CDATA[",
    f"\u2028{RUN}//",
)
PAYLOADS = tuple(
    dict.fromkeys([*BARE, *(start + element for start, element in product(BREAKS, ELEMENTS))])
)
LONGEST = 3900  # code points: a question's text may have 4,000


def handfuls() -> list[str]:
    """Return all payloads one after another, in texts that a question takes."""
    found = [""]
    for text in filter(str.isprintable, PAYLOADS):
        if len(found[-1]) + len(text) > LONGEST:
            found.append("")
        found[-1] += f" {text}"
    return found
