from . import content, dataset, export, reason, upload
