from . import rule_override_wizard, rule_override_wizard_line, rule_profile
