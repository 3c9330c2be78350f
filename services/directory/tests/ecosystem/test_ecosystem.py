import shutil
from pathlib import Path

import pytest

from directory.demo.words import Words
from directory.ecosystem import Ecosystem, EcosystemError
from directory.imports.adapters.known import ADAPTERS, adapter_for
from directory.territories.divisions import regions

FOLDER = Path(__file__).parents[4] / "ecosystem" / "tiers-lieux"
SPDX = {
    "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0", "CC-BY-SA-4.0", "CC0-1.0", "GPL-2.0-or-later",
    "GPL-3.0-or-later", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0", "ODbL-1.0", "etalab-2.0",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "copy"))


def faults(folder):
    with pytest.raises(EcosystemError) as refused:
        Ecosystem.load(folder)
    return str(refused.value)


def test_the_third_places_hold_together():
    whole = Ecosystem.load(FOLDER)

    assert whole.about.languages == ("fr", "en")
    assert len(whole.tools) >= 40
    assert {term.key for term in whole.vocabulary.typologies} >= {"coworking", "fablab", "social_cafe", "urban_farm"}
    assert {one.region_code for one in whole.networks if one.region_code} <= regions().keys()


def test_every_licence_is_an_spdx_one_or_says_more_than_a_word():
    odd = [one.slug for one in Ecosystem.load(FOLDER).tools if one.licence and one.licence not in SPDX]

    assert odd == ["mattermost"]  # two licences, by how one gets it


def test_every_source_that_says_how_it_is_read_can_be_read():
    whole = Ecosystem.load(FOLDER)

    for source in whole.sources:
        if source.adapter or source.mapping:
            assert adapter_for(source, whole).required
    assert {one.adapter for one in whole.sources if one.adapter} == ADAPTERS.keys()


def test_the_demonstration_speaks_the_ecosystems_words():
    assert Words.load(Ecosystem.load(FOLDER)).places == 300


def test_a_missing_file_is_named(folder):
    (folder / "tools.toml").unlink()

    assert "tools.toml: no such file" in faults(folder)


def test_a_broken_file_is_named_with_the_line(folder):
    (folder / "networks.toml").write_text("[[networks]\n")

    assert "networks.toml: not TOML" in faults(folder)
    assert "line 1" in faults(folder)


def entry(noun, **said):
    return "\n".join([f"[[{noun}]]", *(f'{key} = "{value}"' for key, value in said.items())])


def tool(**said):
    plausible = {"slug": "x", "name": "X", "kind": "software", "category": "making", "summary": "x"}
    return entry("tools", **(plausible | {"website": "https://x.org"} | said))


NETWORK = {"slug": "x", "name": "X", "summary": "x"}


@pytest.mark.parametrize(
    ("file", "added", "said"),
    [
        ("tools.toml", tool(category="nope"), "no tool category 'nope'"),
        ("tools.toml", tool(kind="nope"), "no tool kind 'nope'"),
        ("tools.toml", tool(maker="nobody"), "no partner 'nobody'"),
        ("tools.toml", tool(website="x.org"), "website"),
        ("tools.toml", tool(slug="nextcloud"), "'nextcloud' is there twice"),
        ("networks.toml", entry("networks", kind="regional", **NETWORK), "region_code"),
        ("networks.toml", entry("networks", kind="thematic", websit="https://x.org", **NETWORK), "websit"),
        (
            "sources.toml",
            entry("sources", key="x", name="X", producer="x", mapping="nope.toml"),
            "no file sources/nope",
        ),
        ("partners.toml", "tools = 1", "only [[partners]] belongs here"),
    ],
)
def test_what_cannot_be_is_refused_with_its_file_and_reason(folder, file, added, said):
    before = (folder / file).read_text()
    (folder / file).write_text(f"{added}\n{before}" if file == "partners.toml" else f"{before}\n{added}\n")

    message = faults(folder)

    assert said in message
    assert str(folder) in message


def test_a_demonstration_that_uses_an_unknown_tool_is_refused(folder):
    words = (folder / "demo.toml").read_text().replace('tool = "yunohost"', 'tool = "unheard-of"')
    (folder / "demo.toml").write_text(words)

    with pytest.raises(EcosystemError, match="no tool 'unheard-of'"):
        Words.load(Ecosystem.load(folder))
