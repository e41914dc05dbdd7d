"""A QR code as a picture."""

import io

import segno


def qr_svg(address: str) -> bytes:
    """Return the QR code of an address as an SVG file, without any style or script in it.

    Its ground is white, so that it can be read on a dark page too. Error correction M: a
    sheet that hangs on a wall gets creases.
    """
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", scale=8, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    return out.getvalue()
