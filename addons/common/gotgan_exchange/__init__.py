from . import schema, signing
