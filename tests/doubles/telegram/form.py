"""Reading a call: a query, a form, JSON or multipart, as the service takes them all."""

import json
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from yarl import URL

from tests.doubles.form import Form, Upload
from tests.doubles.telegram.refusals import bad


def read_form(url: URL, content_type: str, body: bytes) -> Form:
    """Read a call; ``content_type`` is the whole header, empty if there is none.

    Raises:
        Refused: the body is not what its header says.
    """
    form = Form(values=dict(url.query))
    header = Message()
    header["Content-Type"] = content_type or "application/octet-stream"
    try:
        match header.get_content_type():
            case "application/json":
                form.values.update(json.loads(body) if body else {})
            case "multipart/form-data":
                _read_parts(str(header.get_param("boundary", "")).encode(), body, form)
            case "application/x-www-form-urlencoded":
                fields = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=bool(body), errors="strict")
                form.values.update(fields)
            case other if body:
                raise bad(f"content type {other} is not taken")
    except (ValueError, TypeError):
        raise bad("can't parse the request") from None
    return form


def _read_parts(boundary: bytes, body: bytes, form: Form) -> None:
    for head, content in _split(boundary, body):
        header = BytesParser(policy=HTTP).parsebytes(head, headersonly=True)
        name = header.get_param("name", header="content-disposition")
        if not isinstance(name, str):
            raise bad("can't parse a part of the request")
        if (file_name := header.get_filename()) is None:
            form.values[name] = content.decode()
        else:
            form.files[name] = Upload(name=file_name, media_type=header.get_content_type(), content=content)


def _split(boundary: bytes, body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The header and the content of each part (RFC 2046, section 5.1.1)."""
    _preamble, *parts = b"\r\n".join((b"", body)).split(b"\r\n--" + boundary)
    if not boundary or not parts or not parts[-1].startswith(b"--"):
        raise bad("can't parse the parts of the request")
    for part in parts[:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        yield head, content
