from . import meter, models, wizard
