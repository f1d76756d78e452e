"""What somebody may send who means harm, or whose program is broken."""

MILLION = "x" * 1_000_000

# As bytes in an address, already percent-encoded.
IN_ADDRESS = {
    "NUL": "%00",
    "NUL inside": "a%00b",
    "half a character": "%ED%A0%80",
    "not UTF-8": "%FF%FE",
    "a million": MILLION,
    "last day": "9999-12-31",
    "no day": "0000-00-00",
    "not a leap year": "29-02-2025",
    "negative": "-1",
    "zero": "0",
    "a billion": "1000000000",
    "2^63": str(2**63),
    "more digits than int() reads": "9" * 5_000,
    "infinite": "1e400",
    "not a number": "NaN",
    "a digit that int() refuses": "%C2%B2",
    "digits of another script": "%D9%A3",
    "unknown value": "nergens",
    "a list": "a,b&q=c&page=2&toon=d&before=3",
    "nested": "%5B%7B%22a%22%3A1%7D%5D",
    "markup": "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "right to left": "%E2%80%AE%D7%90",
    "a smile": "%F0%9F%98%80",
    "SQL": "%27%20OR%201%3D1--",
    "a broken percent sign": "%zz%",
}

# What a page that reads no query is sent all the same, by name.
NOT_EVEN_READ = {
    "next": IN_ADDRESS["half a character"],
    "nergens": IN_ADDRESS["NUL"],
    "desk": IN_ADDRESS["a million"],
}

# Parts of a path; what cannot stand in one is percent-encoded.
IN_PATH = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF",
    MILLION,
    "-1",
    "0",
    str(2**63),
    "9" * 5_000,
    "%C2%B2",
    "NaN",
    "00000000-0000-0000-0000-000000000000",
    "..%2F..%2Fetc",
    "%F0%9F%98%80",
    "%27--",
)

EVERY_PATH = {"%00", "a%00b", MILLION, str(2**63)}

IN_TEXT = {
    "NUL": "Jan\x00sen",
    "half a character": "Jan\ud800sen",
    "a million": MILLION,
    "markup": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}{% debug %}",
    "strange signs": "\u202eneJ\u202c \u2066x 😀👩🏽‍🎓 a\x01\x1b[31mb\x7f",
    "only spaces": " \u00a0\u200b ",
}
IN_NUMBER = {
    "text": "drie",
    "negative": "-1",
    "2^63": str(2**63),
    "more digits than int() reads": "9" * 5_000,
    "infinite": "1e400",
    "not a number": "NaN",
    "NUL": "1\x00",
    "a digit that int() refuses": "²",
}
IN_DAY = {
    "last day": "9999-12-31",
    "last day in Dutch": "31-12-9999 23.59",
    "first day": "0001-01-01",
    "not a leap year": "29-02-2025",
    "a word": "overmorgen",
    "NUL": "2026-01-01\x00",
    "long": "1" * 10_000,
}
IN_CHOICE = {
    "unknown": "nergens",
    "code of another list": "language.nl",
    "NUL": "\x00",
    "2^63": str(2**63),
    "a million": MILLION,
}
IN_HIDDEN = {
    "nothing": "",
    "text": "geen sleutel",
    "NUL": "\x00",
    "negative": "-1",
    "past four bytes": str(2**31),
    "2^63": str(2**63),
    "more digits than int() reads": "9" * 5_000,
}

ELSEWHERE = "evil.example"
OTHER_SITES = (
    f"https://{ELSEWHERE}/",
    f"//{ELSEWHERE}",
    f"///{ELSEWHERE}",
    f"////{ELSEWHERE}",
    f"https:{ELSEWHERE}",
    f"https:///{ELSEWHERE}",
    f"http:\\\\{ELSEWHERE}",
    f"\\\\{ELSEWHERE}",
    f"/\\{ELSEWHERE}",
    f"/\t/{ELSEWHERE}",
    f"\t//{ELSEWHERE}",
    f"/\x00/{ELSEWHERE}",
    f"\x00//{ELSEWHERE}",
    f"/\n/{ELSEWHERE}",
    f"javascript:alert('{ELSEWHERE}')",
    f"data:text/html,{ELSEWHERE}",
    f"//{ELSEWHERE}@testserver/",
    f"//testserver@{ELSEWHERE}/",
    f"/..//{ELSEWHERE}",
    f"/%5c{ELSEWHERE}",
    f"//\u2024{ELSEWHERE}",
)

_FORM = "application/x-www-form-urlencoded"
_PART = b'--X\r\nContent-Disposition: form-data; name="last_name"\r\n\r\n\\ud800\r\n--X--\r\n'
NO_FORMS = [
    ("application/json", b'{"last_name": "Jansen"}'),
    ("application/json", b"[" * 10_000),
    ("text/plain", b"last_name=Jansen"),
    ("application/xml", b"<a/>"),
    ("", b"last_name=Jansen"),
    (";;;", b"last_name=Jansen"),
    *(
        (f"{kind}; charset={name}", body)
        # Python knows these, but they are no UTF-8, or no encoding of text at all.
        for name in ("rot13", "hex", "undefined", "idna", "unicode_escape", "utf-7", "utf-16")
        for kind, body in (
            (_FORM, b"last_name=%5Cud800"),
            ("multipart/form-data; boundary=X", _PART),
        )
    ),
]

BROKEN_FORMS = [
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=", b"x"),
    ("multipart/form-data; boundary=" + "a" * 1000, b"x"),
    ("multipart/form-data; boundary=X", _PART[:60]),
    (_FORM, b"&".join(b"a=%d" % number for number in range(2000))),
    (_FORM, b"a" * 3_000_000),
    (_FORM, b"\xff\xfe=%00&%=%"),
]

HEADERS = {
    "CONTENT_TYPE": ["text/plain; charset=rot13", "text/plain; charset=unicode_escape", "\x00"],
    "CONTENT_LENGTH": ["-5", "abc"],
    "HTTP_COOKIE": [
        'sessionid="\\000aaaaaaaaaaaaaaaa"',
        'sessionid="\\355\\240\\200aaaaaaaaaaaa"',
        "sessionid=" + "x" * 10_000,
        'csrftoken="\\000"; messages="\\000"; sessionid=\xff',
        "=;;;a;=b",
    ],
    "HTTP_HOST": ["evil.example", "a\x00b", "["],
    "HTTP_ORIGIN": ["http://[", "null", "\x00"],
    "HTTP_REFERER": ["http://[", "\x00"],
    "HTTP_X_REQUEST_ID": ["\x00", "x" * 10_000],
    "HTTP_X_FORWARDED_FOR": ["\x00, 1", "nonsense", "999.1.1.1"],
    "REMOTE_ADDR": ["", "nonsense"],
    "HTTP_USER_AGENT": ["\x00" * 10, "x" * 100_000, "\xff"],
    "HTTP_ACCEPT_LANGUAGE": ["x" * 100_000, "\x00"],
    "HTTP_IF_MODIFIED_SINCE": ["\x00", "x" * 100_000],
    "HTTP_IF_NONE_MATCH": ["\x00"],
    "HTTP_RANGE": ["bytes=a-", "bytes=0-" + "9" * 400],
}
