from . import own_password, people_import, people_import_row, person_dialog
