"""What people write does no harm, whatever they write."""

import time
from html.parser import HTMLParser
from uuid import UUID

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussion.markdown import ATTRIBUTES, CLASSES, REL, SCHEMES, TAGS, called, named, render, tidy, without

CAMILLE = UUID("00000000-0000-4000-8000-000000000001")
NOBODY = UUID("00000000-0000-4000-8000-00000000000f")
NAMES = {CAMILLE: "Camille <b>Roche"}


def html(body):
    return render(tidy(body), NAMES).html


class Inspector(HTMLParser):
    """Notes every tag and attribute that is not allowed."""

    def __init__(self):
        super().__init__()
        self.strange = []
        self.seen = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        allowed = (
            ATTRIBUTES.get(tag, set()) | ({"class"} if tag in CLASSES else set()) | ({"rel"} if tag == "a" else set())
        )
        values = dict(attrs)
        if tag not in TAGS or set(values) - allowed or len(values) < len(attrs):
            self.strange.append((tag, attrs))
        if "class" in values and values["class"] not in CLASSES[tag]:
            self.strange.append((tag, attrs))
        if tag == "a" and (values.get("rel") != REL or values.get("href", "").partition(":")[0] not in SCHEMES):
            self.strange.append((tag, attrs))

    def handle_comment(self, data):
        self.strange.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def strange_in(text):
    inspector = Inspector()
    inspector.feed(text)
    inspector.close()
    return inspector.strange


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<!-- x --><![CDATA[x]]><?php x ?>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "![x](https://suivi.example/pixel.png)",
    "[x](//evil.example)",
    "[x](/auth/logout)",
    "[x](#top)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    '```"onmouseover=alert(1) x\n<script>\n```',
    "`<script>alert(1)</script>`",
    f"@[<img src=x onerror=alert(1)>]({CAMILLE})",
    f"@[<img src=x onerror=alert(1)>]({NOBODY})",
    f"[@[x]({CAMILLE})](javascript:alert(1))",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_hostile_comes_through(body):
    assert strange_in(html(body)) == []


@given(
    st.lists(
        st.sampled_from([*HOSTILE, *"[]()<>*_`~!@#&\\\n \t\"'=-.1:", "https://a.example/?b&c", "\u202e", "<p", "]("])
        | st.text(max_size=20)
    ).map("".join)
)
def test_only_allowed_tags_and_attributes_come_out(body):
    found = html(body)
    assert strange_in(found) == []
    again = nh3.clean(found, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, link_rel=REL)
    assert again == found


@given(st.text())
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    "body, shown",
    [
        ("Un *mot* **fort**, ~~non~~", "<p>Un <em>mot</em> <strong>fort</strong>, <s>non</s></p>"),
        ("Une ligne\net la suite", "<p>Une ligne<br>\net la suite</p>"),
        ("> cité", "<blockquote>\n<p>cité</p>\n</blockquote>"),
        ("3. trois\n4. quatre", '<ol start="3">\n<li>trois</li>\n<li>quatre</li>\n</ol>'),
        ("```js\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("# Pas un titre", "<p># Pas un titre</p>"),
        ("---", "<p>---</p>"),
        (
            "Voir https://a.example/b?c=d&e.",
            f'<p>Voir <a href="https://a.example/b?c=d&amp;e" rel="{REL}">https://a.example/b?c=d&amp;e</a>.</p>',
        ),
        ("[Écrire](mailto:a@b.example)", f'<p><a href="mailto:a@b.example" rel="{REL}">Écrire</a></p>'),
        ("lisez.moi et moi@b.example", "<p>lisez.moi et moi@b.example</p>"),
    ],
)
def test_what_markdown_is_read(body, shown):
    assert html(body) == shown


@pytest.mark.parametrize(
    "body, left",
    [
        ("a\0b\x07c\x1b[31md", "abc[31md"),
        ("moc.live\u202eevil.com\u202c", "moc.liveevil.com"),
        ("\u2066a\u2069 \ufeffb\u2028c\x85d", "a bcd"),
        ("une\r\nligne\rdeux", "une\nligne\ndeux"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("\u200b\u2060 \n", ""),
    ],
)
def test_signs_that_nobody_writes_are_taken_out(body, left):
    assert tidy(body) == left


TALL = "[ ![ @[ *a *a_ **a ` ~~ < \\ &# ](x) [a](b [a](<b ( https://a.example/ http://a.. mailto: a@ |a &amp;"


@pytest.mark.parametrize("unit", [*TALL.split(), "> ", "- ", "1. ", "\t", f"@[x]({NOBODY})"])
def test_ten_thousand_signs_take_no_time(unit):
    body = (unit * 10_000)[:10_000]
    began = time.process_time()
    found = html(body)
    assert time.process_time() - began < 2
    assert len(found) < 400_000
    assert strange_in(found) == []


def test_who_is_known_is_mentioned_by_his_own_name():
    body = f"Bonjour @[toi]({str(CAMILLE).upper()}), @[Inconnu]({NOBODY}) et `@[code]({CAMILLE})`"
    found = render(body, NAMES)
    assert found.mentioned == (CAMILLE,)
    assert '<span class="mention">@Camille &lt;b&gt;Roche</span>, @Inconnu et <code>' in found.html
    assert called(body) == [CAMILLE, NOBODY]
    assert named(body, NAMES).startswith(f"Bonjour @[Camille <b>Roche]({CAMILLE}), @[Inconnu]({NOBODY})")


def test_a_name_cannot_break_out_of_a_mention():
    assert named(f"@[x]({CAMILLE})", {CAMILLE: "C](x)["}) == f"@[C)(x)(]({CAMILLE})"


def test_no_more_than_twenty_are_called():
    body = " ".join(f"@[x]({UUID(int=number)})" for number in range(1, 31))
    assert len(called(body)) == 20


def test_nothing_is_left_of_who_is_forgotten():
    body = f"@[Camille]({CAMILLE}) {str(CAMILLE).upper()} @[Autre]({NOBODY})"
    assert without(body, CAMILLE) == f"@… … @[Autre]({NOBODY})"
