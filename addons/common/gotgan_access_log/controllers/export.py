"""Exports whose cells no spreadsheet takes for formulas (attack T23)."""

import csv
import io

from odoo import http

from odoo.addons.web.controllers.export import (
    CSVExport,
    ExcelExport,
    ExportXlsxWriter,
    GroupExportXlsxWriter,
)
from odoo.addons.web.controllers.pivot import TableExporter

from ..cells import is_risky, safe_cell
from ..workbooks import make_text
from .dataset import never


class SafeWriter(ExportXlsxWriter):
    """Writes text as text, whatever it begins with: no formula, no link, no array."""

    def write(self, row, column, cell_value, style=None):
        if not isinstance(cell_value, str):
            return super().write(row, column, cell_value, style)
        if is_risky(cell_value):
            style = self._get_quoted()
        return self.worksheet.write_string(row, column, cell_value, style)

    def _get_quoted(self):
        """Return the style that keeps text text even after somebody edits the cell."""
        if not hasattr(self, "quoted_style"):
            self.quoted_style = self.workbook.add_format({"text_wrap": True, "quote_prefix": True})
        return self.quoted_style


class SafeGroupWriter(SafeWriter, GroupExportXlsxWriter):
    """The same for grouped lists."""


class SafeExcelExport(ExcelExport):
    @http.route()
    def web_export_xlsx(self, data):
        return super().web_export_xlsx(data)

    def from_group_data(self, fields, columns_headers, groups):
        with SafeGroupWriter(fields, columns_headers, groups.count) as writer:
            place = (1, 0)
            for name, group in groups.children.items():
                place = writer.write_group(*place, name, group)
        return writer.value

    def from_data(self, fields, columns_headers, rows):
        with SafeWriter(fields, columns_headers, len(rows)) as writer:
            for place, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    writer.write_cell(place, column, value)
        return writer.value


class SafeCsvExport(CSVExport):
    @http.route()
    def web_export_csv(self, data):
        return super().web_export_csv(data)

    def from_data(self, fields, columns_headers, rows):
        file = io.StringIO()
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([safe_cell(header) for header in columns_headers])
        writer.writerows([[self._get_cell(value) for value in row] for row in rows])
        return file.getvalue()

    def _get_cell(self, value):
        if value is None or value is False:
            return ""
        return safe_cell(value.decode() if isinstance(value, bytes) else value)


class SafeTableExport(TableExporter):
    @http.route(readonly=never)
    def export_xlsx(self, data, **kw):
        response = super().export_xlsx(data, **kw)
        response.set_data(make_text(response.get_data()))
        return response
