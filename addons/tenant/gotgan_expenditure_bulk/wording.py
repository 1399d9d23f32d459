"""What people read about a fault: what is wrong and why, and what to do about it."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

FIX = _lt("Correct the cell in the file and load it again.")
SAVE_AGAIN = _lt("Save the list again as .xlsx or .csv (UTF-8) and load that.")
LOOK = _lt("Look at both rows. If both are owed, accept the notices with the reason.")

# code: (what is wrong, what to do)
TEXTS = {
    "empty_file": (_lt("The file is empty."), SAVE_AGAIN),
    "old_excel": (_lt("The file is an old Excel file (.xls)."), SAVE_AGAIN),
    "broken_excel": (_lt("The Excel file is damaged and cannot be opened."), SAVE_AGAIN),
    "too_large": (
        _lt("The Excel file unpacks to more than %(limit)s MB."),
        _lt("Save it as .csv, or split the list."),
    ),
    "no_header": (
        _lt("No heading with the columns of the chosen form was found in the first 20 rows."),
        _lt("Choose the form that fits the list, or add its headings to the form."),
    ),
    "missing_columns": (
        _lt("Columns are missing: %(columns)s."),
        _lt("Add the columns, or write their headings into the form."),
    ),
    "unreadable_row": (_lt("The file cannot be read from here on (%(fault)s)."), SAVE_AGAIN),
    "no_rows": (
        _lt("There are no payees below the heading."),
        _lt("Load the list with its payees, or type the rows."),
    ),
    "too_many_rows": (
        _lt("The list has %(count)s payees; one list takes %(limit)s."), _lt("Split the list."),
    ),
    "missing_value": (_lt("This cell must not be empty: without it the bank cannot pay."), FIX),
    "broken_characters": (_lt("Some characters are damaged: %(value)s."), SAVE_AGAIN),
    "bad_business_number": (
        _lt("%(value)s is not a business registration number: its check digit does not fit."),
        _lt("Copy the number from the registration certificate and load the file again."),
    ),
    "bad_person_number": (
        _lt("%(value)s is not a resident registration number: there is no such day of birth."), FIX,
    ),
    "unknown_bank": (
        _lt("“%(value)s” is not the code or the name of a bank."),
        _lt("Write the bank's three-digit code, such as 004 or 011, and load the file again."),
    ),
    "shortened_account": (
        _lt("The spreadsheet has shortened the account number to %(value)s; its digits are lost."),
        _lt("Format the column as text, enter the number again, and load the file again."),
    ),
    "bad_account": (
        _lt("“%(value)s” is not an account number: it needs 7 to 16 digits."), FIX,
    ),
    "bad_amount": (_lt("“%(value)s” is not an amount in whole won."), FIX),
    "negative_amount": (
        _lt("%(value)s won cannot be paid."),
        _lt("Leave the row out, or enter what is owed, and load the file again."),
    ),
    "deducted_too_much": (
        _lt("%(deducted)s won are kept back from %(amount)s won: nothing would be left."), FIX,
    ),
    "wrong_net": (
        _lt("The net amount reads %(value)s, but amount less deductions are %(net)s won."), FIX,
    ),
    "twin_row": (
        _lt("%(name)s, account, amount and remark are the same as in row %(other)s: it would be "
            "paid twice."),
        _lt("Delete one of the rows; if both are owed, tell them apart in the remark."),
    ),
    "shared_account": (
        _lt("The account is also that of another payee in row %(other)s."), LOOK,
    ),
    "same_person": (_lt("%(name)s is also paid in row %(other)s."), LOOK),
    "other_account": (
        _lt("%(name)s is also paid in row %(other)s, into another account."), LOOK,
    ),
    "paid_before": (
        _lt("%(name)s got the same amount on %(day)s already (%(document)s, row %(other)s)."),
        _lt("Look at that list. If this is another payment, accept the notices with the reason."),
    ),
    "paid_by_voucher": (
        _lt("%(name)s got the same amount by %(document)s, claimed on %(day)s."),
        _lt("Look at it. If this is another payment, accept the notices with the reason."),
    ),
    "changed_account": (
        _lt("%(name)s was last paid into another account (%(document)s, row %(other)s)."),
        _lt("Ask the payee under a number you know already, then accept the notices with the "
            "reason."),
    ),
    "attached": (
        _lt("What is owed to %(name)s is attached by %(claimant)s (%(document)s)."),
        _lt("Keep the amount back in the column of attached claims, or have the claim ended "
            "(Civil Execution Act, Article 227)."),
    ),
}
