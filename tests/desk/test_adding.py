"""A report is read before it is kept, and a dossier of events is there to be printed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Page, expect
from serving import case_of, fits

from tawthiq.desk.app import create_app
from tawthiq.desk.pages.add import MOST_BYTES
from tawthiq.desk.waiting import MOST, Upload, Waiting

Client = TestClient[Litestar]
STRIKE = "قصفت طائرات حربية روسية سوقا في بلدة كفرنبل أمس الثلاثاء، ما أدى إلى مقتل 6 مدنيين بينهم طفلان."


def send(client: Client, path: str, *, files: Any = None, **fields: str) -> Any:
    """A form as a browser sends it."""
    token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get("/add").text)
    assert token
    fields["_csrf_token"] = token[1]
    if path == "/add/preview":
        return client.post(path, data=fields, files=files or {"file": ("", b"")})
    return client.post(path, data=fields, follow_redirects=False)


def key_of(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_pasted_text_is_read_seen_and_kept(window: Page) -> None:
    window.goto("/add")
    window.get_by_label("نص منسوخ").fill(STRIKE)
    window.get_by_label("تاريخ النشر").fill("2019-07-24")
    window.get_by_role("button", name="اقرأ").click()
    expect(window.locator(".marked .trigger").first).to_be_visible()
    fits(window)
    window.get_by_role("button", name="احفظ").click()
    expect(window).to_have_url(re.compile("/reports/r:"))
    window.locator(".claims a[href^='/events/']").first.click()
    expect(window.locator("h1")).to_contain_text("كفرنبل")


def test_nothing_is_kept_until_that_is_said(client: Client) -> None:
    before = client.get("/api/1/events?q=كفرنبل").json()["count"]
    answer = send(client, "/add/preview", text=STRIKE, published="2019-07-24")
    assert answer.status_code == 200
    assert "كفرنبل" in answer.text
    assert client.get("/api/1/events?q=كفرنبل").json()["count"] == before
    kept = send(client, "/add/keep", key=key_of(answer.text))
    assert kept.status_code == 303
    assert client.get("/api/1/events?q=كفرنبل").json()["count"] > before
    assert send(client, "/add/keep", key=key_of(answer.text)).status_code == 400


def test_a_file_of_many_reports_is_kept_whole(client: Client) -> None:
    texts = [STRIKE.replace("6", number) for number in "34"]
    lines = [json.dumps({"text": text, "published": "2019-07-24"}) for text in texts]
    data = "\n".join(lines).encode() + b"\n{broken"
    answer = send(client, "/add/preview", files={"file": ("many.jsonl", data)})
    assert answer.text.count('class="text marked"') == 2
    assert "many.jsonl:3" in answer.text
    kept = send(client, "/add/keep", key=key_of(answer.text))
    assert kept.headers["location"] == "/add?added=2&known=0&refused=1"
    assert client.get(kept.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("fields", "file", "said"),
    [
        ({}, None, "Paste a text"),
        ({"text": STRIKE}, ("a.txt", STRIKE.encode()), "not both"),
        ({"text": STRIKE, "published": "4 May"}, None, "no date"),
        ({}, ("big.txt", b"x" * (MOST_BYTES + 1)), "larger than 10 MB"),
    ],
)
def test_what_a_form_lacks_is_said(client: Client, fields: dict[str, str], file: Any, said: str) -> None:
    client.get("/add?lang=en")
    answer = send(client, "/add/preview", files={"file": file} if file else None, **fields)
    assert answer.status_code == 400
    assert said in answer.text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.txt", b""),
        ("../../x.bin", bytes(range(256)) * 50),
        ("e.txt", b"English words only, and no Arabic at all."),
        ("x.warc.gz", b"no"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(client: Client, name: str, data: bytes) -> None:
    answer = send(client, "/add/preview", files={"file": (name, data)})
    assert answer.status_code in {200, 400}
    assert 'name="key"' not in answer.text
    assert "Traceback" not in answer.text


def test_only_so_many_wait() -> None:
    waiting = Waiting()
    keys = [waiting.put(Upload(b"", str(number), None, None)) for number in range(MOST + 2)]
    assert waiting.take(keys[0]) is None
    assert waiting.take(keys[-1]) is not None
    assert waiting.take(keys[-1]) is None


def test_a_dossier_cites_sentences_and_hashes(client: Client) -> None:
    event = client.get("/api/1/events?sort=sources&limit=1").json()["events"][0]
    page = client.get(f"/events/{event['id']}/dossier?lang=en").text
    assert page.count("SHA-256") == len(event["accounts"])
    assert "According to" in page
    assert "it is no finding" in page
    whole = client.get("/dossier?kind=shelling&lang=en").text
    assert whole.count('class="sheet"') == client.get("/api/1/events?kind=shelling").json()["count"]


def test_a_dossier_leaves_names_out_unless_asked(tmp_path: Path) -> None:
    text = "قال شاهد العيان أبو فلان الفلاني إن طائرات روسية قصفت سوق مدينة أريحا أمس فقتلت أربعة مدنيين."
    file = tmp_path / "named.jsonl"
    file.write_text(json.dumps({"text": text, "published": "2019-07-04", "outlet": "حساب أبي فلان"}), encoding="utf-8")
    with TestClient(create_app(case_of(tmp_path / "named.case", file)), base_url="http://127.0.0.1") as client:
        assert "حساب أبي فلان" not in client.get("/dossier").text
        assert "حساب أبي فلان" in client.get("/dossier?names=yes").text
        [account, *_] = client.get("/api/1/events").json()["events"][0]["accounts"]
        claims = client.get(f"/api/1/reports/{account['report']}").json()["claims"]
        speakers = [one for claim in claims for one in claim["attribution"] if one["type"] == "eyewitness"]
        assert speakers
        for one in speakers:
            assert one["text"] not in client.get("/dossier").text


def test_a_refusal_and_what_is_odd_are_said_in_the_language_of_the_page(client: Client) -> None:
    for language, refused, odd in (
        ("ar", "بنية الملف معطوبة", "لا تاريخ نشر"),
        ("en", "is damaged", "nothing states when"),
    ):
        client.get(f"/add?lang={language}")
        archive = {"file": ("a.warc", b"\x00\x01" * 40)}
        assert refused in send(client, "/add/preview", files=archive).text
        assert odd in send(client, "/add/preview", text="قصفت طائرات حربية سوقا في بلدة كفرنبل.").text
    client.get("/add?lang=ar")
    assert "nothing states when" not in send(client, "/add/preview", text="قصفت طائرات حربية سوقا في كفرنبل.").text


def test_what_waits_is_shown_in_either_language_and_again(window: Page) -> None:
    window.goto("/add?lang=ar")
    window.get_by_label("نص منسوخ").fill(STRIKE)
    window.get_by_role("button", name="اقرأ").click()
    expect(window.get_by_role("button", name="احفظ")).to_be_visible()
    window.locator("a.language").click()
    expect(window.get_by_role("button", name="Keep")).to_be_visible()
    window.reload()
    window.get_by_role("button", name="Keep").click()
    expect(window).to_have_url(re.compile("/reports/r:"))


def test_a_form_that_was_refused_leads_to_a_page_in_the_other_language(client: Client) -> None:
    page = send(client, "/add/preview").text
    assert 'href="/add?lang=en"' in page
    assert client.get("/add/shown?key=x").status_code == 404
