from . import paper_forms_mixin, publication_mixin
