"""Papers to attach: a real, small PDF, in Korean without embedding a font."""

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "HYSMyeongJo-Medium"
WIDTH, HEIGHT = 420, 595


def quotation(company, day, title, particulars, amount):
    """Return the bytes of a quotation of ``company``, the same each time."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setTitle(f"견적서 {title}")
    canvas.setFont(FONT, 24)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 80, "견  적  서")
    canvas.setFont(FONT, 11)
    lines = (
        f"{day.year}년 {day.month}월 {day.day}일", "가온시장 귀하", "", f"건    명: {title}",
        f"내    역: {particulars}", f"견적금액: 금 {amount:,}원 (부가가치세 포함)", "",
        "위와 같이 견적합니다.", "", f"{company} (인)", "", "* 시연용으로 만든 가상의 문서입니다.",
    )
    for place, line in enumerate(lines):
        canvas.drawString(50, HEIGHT - 140 - 24 * place, line)
    canvas.save()
    return buffer.getvalue()
