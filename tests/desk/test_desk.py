"""The desk without a browser: lists, filters, addresses, languages, errors, headers and hostile text."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from serving import EXAMPLES, case_of
from typer.testing import Result

from tawthiq.desk import queries
from tawthiq.desk.app import create_app
from tawthiq.desk.filter import Filter, parse
from tawthiq.desk.language import LANGUAGES, texts

Client = TestClient[Litestar]
PAGES = ("/events", "/events?sort=killed&page=2", "/events?q=قصف", "/nothing")


def events(client: Client, **asked: Any) -> list[dict[str, Any]]:
    return list(client.get("/api/1/events", params={"limit": 500, **asked}).raise_for_status().json()["events"])


def test_the_api_gives_what_the_command_line_gives(
    client: Client, example_case: str, run: Callable[..., Result]
) -> None:
    told = [json.loads(line) for line in run("events", example_case, "--json").stdout.splitlines()]
    assert sorted(events(client), key=lambda event: event["id"]) == sorted(told, key=lambda event: event["id"])
    report = told[0]["accounts"][0]["report"]
    assert client.get(f"/api/1/events/{told[0]['id']}").json() == told[0]
    assert client.get(f"/api/1/reports/{report}").json()["report"]["id"] == report


def starts_late(event: dict[str, Any]) -> bool:
    return bool(event["time"]) and (event["time"]["end"] or event["time"]["start"] or "") >= "2019-01-01"


def lies_there(event: dict[str, Any]) -> bool:
    place = event["place"]
    return bool(place) and 35 <= (place["lat"] or 0) <= 36 <= (place["lon"] or 0) <= 37


FILTERS: list[tuple[dict[str, Any], Callable[[dict[str, Any]], bool]]] = [
    ({"kind": ["shelling", "air_strike"]}, lambda event: event["kind"] in {"shelling", "air_strike"}),
    ({"grade": "contested"}, lambda event: event["grade"] == "contested"),
    ({"disputed": "yes"}, lambda event: bool(event["conflicts"])),
    ({"disputed": "no"}, lambda event: not event["conflicts"]),
    ({"reviewed": "no"}, lambda event: event["reviews"] == 0),
    ({"since": "2019-01-01"}, starts_late),
    ({"box": "35,36,36,37"}, lies_there),
]


@pytest.mark.parametrize(("asked", "fits"), FILTERS)
def test_a_filter_leaves_what_fits_and_nothing_else(
    client: Client, asked: dict[str, Any], fits: Callable[[dict[str, Any]], bool]
) -> None:
    expected = [event["id"] for event in events(client) if fits(event)]
    assert expected
    assert [event["id"] for event in events(client, **asked)] == expected


ALIKE = (
    "/api/1/map?zoom=5&view=10,15,40,60",
    "/api/1/map?zoom=9&q=قصف",
    "/api/1/map/events?box=30,30,38,44",
    "/api/1/timeline",
    "/api/1/timeline?q=قصف&kind=shelling",
    "/api/1/control",
    "/api/1/control/places?on=2018-08-10",
    "/api/1/control/changes",
    "/api/1/queue",
    *(f"/api/1/events?sort={sort}&q=قصف" for sort in queries.SORTS),
)


def test_both_databases_answer_alike(case: str, client: Client, run: Callable[..., Result]) -> None:
    assert run("add", case, EXAMPLES).exit_code == 0
    asked = [
        {},
        {"q": "قصف سوق", "place": "sy"},
        *(asked for asked, _ in FILTERS),
        {"reviewed": "no", "until": "2019-12-31"},
    ]
    with TestClient(create_app(case), base_url="http://127.0.0.1") as other:
        for query in asked:
            for path in ("/api/1/events?sort=killed", "/api/1/facets"):
                assert other.get(path, params=query).json() == client.get(path, params=query).json()
        for path in ALIKE:
            ours, theirs = client.get(path), other.get(path)
            assert (theirs.status_code, theirs.json()) == (200, ours.json()), path
        for path in ("/events?q=قصف", "/map?q=قصف", "/control", "/queue", "/log", "/dossier?q=قصف"):
            assert other.get(path).status_code == 200, path


def test_places_and_actors_are_found_by_name_id_and_whole(client: Client) -> None:
    by_id = events(client, place="sy.idlib")
    assert by_id
    assert events(client, place="محافظة إدلب") == events(client, place="محافظه ادلب")
    assert {event["id"] for event in by_id} < {event["id"] for event in events(client, place="sy")}
    assert len(events(client, actor="sy.gov")) >= len(events(client, actor="sy.gov.air"))
    both = events(client, actor=["sy.gov", "civilians"])
    assert all("civilians" in json.dumps(event) and "sy.gov" in json.dumps(event) for event in both)


def test_words_are_found_however_they_are_spelt(client: Client) -> None:
    assert events(client, q="سوق أريحا") == events(client, q="السوق اريحا") != []
    assert events(client, q="كلمةلاوجودلها") == events(client, q="؟!") == []


def test_counts_are_of_what_choosing_gives(client: Client) -> None:
    for asked in ({}, {"kind": "shelling"}, {"q": "قصف", "disputed": "yes"}):
        facets = client.get("/api/1/facets", params=asked).json()
        for field, choices in facets.items():
            for choice in choices[:4]:
                having = [*asked.items(), (field, choice["value"])]
                chosen = {name: value for name, value in having if name != field or value == choice["value"]}
                assert len(events(client, **chosen)) == choice["count"], (asked, field, choice)


def test_every_order_has_every_event_once(client: Client) -> None:
    whole = {event["id"] for event in events(client)}
    for sort in queries.SORTS:
        found = [event["id"] for page in (1, 2, 3) for event in events(client, sort=sort, page=page, limit=50)]
        assert len(found) == len(whole)
        assert set(found) == whole


def test_a_filter_is_the_address_that_it_is_written_to() -> None:
    wanted = parse(
        q=" قصف  سوق ", kind=["shelling", ""], actor=["sy.gov"], disputed="yes", since="2019-01-01", box="1,2,3,4"
    )
    assert wanted.address("/map", {"sort": ""}) == (
        "/map?q=%D9%82%D8%B5%D9%81+%D8%B3%D9%88%D9%82&kind=shelling&actor=sy.gov&disputed=yes&since=2019-01-01&box=1%2C2%2C3%2C4"
    )
    assert wanted.having("kind", "siege").without("kind", "shelling").kind == ("siege",)
    for name, value in wanted.pairs():
        wanted = wanted.without(name, value)
    assert wanted == Filter()


@pytest.mark.parametrize(
    "query",
    "kind=x|grade=x|since=2020-02-31|since=yesterday|box=1,2|box=nan,1,2,3|box=9,9,1,1|page=0|page=x|sort=x"
    "|disputed=maybe|since=2020-01-02&until=2020-01-01|limit=0".split("|"),
)
def test_what_cannot_be_understood_is_said_so(client: Client, query: str) -> None:
    assert client.get(f"/api/1/events?{query}").status_code == 400
    if "limit" not in query:
        answer = client.get(f"/events?{query}&lang=en")
        assert answer.status_code == 400
        assert "cannot be understood" in answer.text


@pytest.mark.parametrize(
    "path", "/events/e:0000000000000000 /events/x /reports/r:x /nothing /static/../app.py /static/%2e%2e/app.py".split()
)
def test_what_is_not_there_is_said_so(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.text
    assert client.get(f"/api/1{path}").status_code == 404


def test_each_text_is_there_in_both_languages_with_the_same_values() -> None:
    for key, said in texts().items():
        assert set(said) == set(LANGUAGES), key
        assert all(said.values()), key
        values = [set(re.findall(r"{(\w+)}", text)) for text in said.values()]
        assert values[0] == values[1] or key.rpartition(".")[2] in {"one", "two"}, key


def test_each_text_that_templates_name_is_there() -> None:
    for template in (Path(queries.__file__).parent / "templates").rglob("*.html"):
        for key in re.findall(r"""say\("([^"]+)"[,)]""", template.read_text(encoding="utf-8")):
            assert key in texts(), (template.name, key)


def test_the_language_is_that_of_the_address_the_cookie_or_the_browser(client: Client) -> None:
    assert '<html lang="ar" dir="rtl">' in client.get("/events").text
    assert '<html lang="en" dir="ltr">' in client.get("/events", headers={"accept-language": "en-GB,en"}).text
    assert '<html lang="en" dir="ltr">' in client.get("/events?lang=en").text
    assert '<html lang="en" dir="ltr">' in client.get("/events").text
    assert '<html lang="ar" dir="rtl">' in client.get("/events?lang=ar").text


@pytest.mark.parametrize("path", [*PAGES, "/static/desk.css", "/api/1/events", "/schema"])
def test_every_answer_has_the_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_no_script_or_style_of_their_own_and_nothing_from_elsewhere(client: Client, path: str) -> None:
    html = client.get(path).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", html)
    assert not re.search(r"""(src|href|action)="?(https?:)?//""", html)


def test_only_names_of_this_machine_are_answered(client: Client) -> None:
    for host in ("localhost:8765", "127.0.0.1", "[::1]:8765"):
        assert client.get("/events", headers={"host": host}).status_code == 200
    for host in ("example.org", "127.0.0.1.example.org", "", "[", "localhost.", "1270.0.1"):
        assert client.get("/events", headers={"host": host}).status_code == 400


def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    text = (
        "<script>alert(1)</script> قصفت قوات النظام مدينة أريحا \u202eيوم 3 تموز 2019 &lt;b&gt; "
        "ما أدى إلى مقتل 4 مدنيين {{ 7 * 7 }}."
    )
    file = tmp_path / "hostile.jsonl"
    file.write_text(
        json.dumps({"text": text, "title": "<img src=x onerror=alert(1)>", "outlet": '"><script>'}), encoding="utf-8"
    )
    with TestClient(create_app(case_of(tmp_path / "hostile.case", file)), base_url="http://127.0.0.1") as client:
        [event] = events(client)
        report = client.get(f"/reports/{event['accounts'][0]['report']}").text
        for html in (client.get("/events").text, client.get(f"/events/{event['id']}").text, report):
            assert "<script>" not in html
            assert "<img" not in html
            assert "\u202e" not in html
        report = re.sub(r"<[^<>]*>", "", report)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in report
        assert "&amp;lt;b&amp;gt;" in report
        assert "{{ 7 * 7 }}" in report


def test_the_desk_is_refused_to_others_than_this_machine(run: Callable[..., Result], example_case: str) -> None:
    result = run("desk", example_case, "--host", "0.0.0.0")  # noqa: S104
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "accounts" in result.stderr
    for tiles in ("x", "https://e.org/", "javascript://{z}{x}{y}", "https://a b; script-src *//{z}/{x}/{y}.png"):
        assert run("desk", example_case, "--tiles", tiles).exit_code == 2
    assert run("desk", f"{example_case}.none").exit_code == 1


def test_the_schema_is_a_document_and_no_page(client: Client) -> None:
    schema = client.get("/schema").json()
    assert set(schema["paths"]) >= {"/api/1/events", "/api/1/events/{name}", "/api/1/reports/{name}", "/api/1/facets"}
    assert {"q", "kind", "actor", "place", "grade", "since", "box", "sort", "page"} <= {
        parameter["name"] for parameter in schema["paths"]["/api/1/events"]["get"]["parameters"]
    }
    for path in ("/schema/swagger", "/schema/redoc", "/schema/elements"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "arabic", "english"),
    [
        ("/events?since=2020-02-31", "ليس تاريخا", "is no date; write it as 2017-09-06"),
        ("/events?since=2020-02-02&until=2020-02-01", "قبل اليوم الأول", "is before the first day"),
        ("/events?kind=x", "ليس نوعا", "is no kind of event"),
        ("/map?grade=x", "ليست درجة", "is no grade"),
        ("/events?box=1", "ليست حدودا", "is no stretch of the map"),
        ("/events?box=1,2,3,999", "خارج الخريطة", "is not on the map"),
        ("/events?page=x", "غير صالحة في", "not valid in"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_of_the_page(
    client: Client, path: str, arabic: str, english: str
) -> None:
    for language, said in (("ar", arabic), ("en", english)):
        answer = client.get(f"{path}&lang={language}")
        assert answer.status_code == 400
        assert said in html.unescape(answer.text)
    if path.startswith("/events"):
        assert english in client.get(f"/api/1{path}&lang=ar").json()["detail"]


def test_an_arabic_error_page_holds_no_english_sentence(client: Client) -> None:
    for path in ("/events?since=2020-02-31", "/events?page=x", "/events/e:0000000000000000", "/nothing", "/map?at=x"):
        page = re.sub(r"<[^>]+>", " ", client.get(path, params={"lang": "ar"}).text.partition("<main")[2])
        assert not re.search(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+", page.partition("<dialog")[0]), path


def test_pages_of_a_list_lead_on_and_back_and_keep_what_was_asked(client: Client) -> None:
    first = client.get("/events?reviewed=no&sort=killed").text
    assert 'rel="next" href="/events?reviewed=no&amp;sort=killed&amp;page=2"' in first
    assert 'rel="prev"' not in first
    assert (
        'rel="prev" href="/events?reviewed=no&amp;sort=killed&amp;page=1"'
        in client.get("/events?reviewed=no&sort=killed&page=2").text
    )
    assert 'rel="next" href="/queue?kind=shelling' not in client.get("/queue?kind=shelling").text
    assert 'rel="next" href="/queue?page=2"' in client.get("/queue").text


@pytest.mark.parametrize(
    "path",
    [
        "/events?q=قصف&kind=shelling&disputed=yes&sort=killed",
        "/map?kind=shelling&since=2019-01-01&at=34.0,38.0,6",
        "/control?on=2018-08-10&place=السخنة",
        "/queue?kind=shelling",
        "/dossier?kind=shelling&names=yes",
        "/log?page=1",
        "/add",
    ],
)
def test_the_other_language_keeps_what_is_asked_for(client: Client, path: str) -> None:
    client.get("/add?lang=ar")
    found = re.search(r'class="language" href="([^"]+)"', client.get(path).text)
    assert found
    address = path.partition("?")[0] + html.unescape(found[1])
    assert '<html lang="en"' in client.get(address).text
    asked = {(name, value) for name, value in parse_qsl(urlsplit(path).query)}
    assert {(name, value) for name, value in parse_qsl(urlsplit(address).query)} == asked | {("lang", "en")}
