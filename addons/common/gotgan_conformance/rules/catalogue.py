"""The rules by what they judge."""

from . import addon, invariants, layers, markup, money, shape, sizes, sudo, surface

# Each takes a Source.
PYTHON_RULES = (
    sizes.check_function_lengths,
    shape.check_one_model,
    shape.check_member_order,
    surface.check_public_surface,
    surface.check_method_prefixes,
    surface.check_ondelete_guard,
    surface.check_declared_constraints,
    invariants.check_context_bypass,
    invariants.check_commit,
    invariants.check_pasted_sql,
    invariants.check_print,
    invariants.check_swallowed,
    invariants.check_loop_returns,
    invariants.check_translated_calls,
    invariants.check_deprecated,
    invariants.check_old_imports,
    invariants.check_groups_on_models,
    sudo.check_sudo,
    money.check_money,
)

# Each takes the name and the parsed tree of an XML file.
MARKUP_RULES = (
    markup.check_markup,
    markup.check_context_keys,
    markup.check_empty_states,
    surface.check_cron_prefix,
)

# Each takes an Addon.
ADDON_RULES = (
    addon.check_readme,
    addon.check_manifest,
    addon.check_imports,
    addon.check_test_vocabulary,
)

# Each takes all addons and the content of config/layers.toml.
LAYER_RULES = (
    layers.check_placed,
    layers.check_arrows,
    layers.check_foreign,
    layers.check_bridges,
)
