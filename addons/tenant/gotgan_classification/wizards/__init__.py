from . import classification_import, classification_import_line
