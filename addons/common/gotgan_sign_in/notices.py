"""What the sign-in page says above its form."""


def get_end_notice(env, reason):
    """Return what to say to somebody whose session ended for ``reason``, or nothing."""
    policy = env["gotgan.security.policy"]._get_values()
    again = env._("Sign in again and you are back where you were.")
    texts = {
        "idle": (
            env._("You were signed out because nothing was done for %(minutes)s minutes.",
                  minutes=policy["idle_minutes"]), again),
        "absolute": (
            env._("You were signed out because %(hours)s hours have passed since you signed in.",
                  hours=policy["absolute_hours"]), again),
        "replaced": (
            env._("You were signed out here because you signed in somewhere else."),
            env._("If that was not you, change your password and tell the security officer.")),
        "own": (env._("You have ended this session from another browser."), again),
        "officer": (
            env._("The security officer has ended your session."),
            env._("Ask the security officer of your agency if you do not know why.")),
        "password": (
            env._("Your password was changed."), env._("Sign in with the new password.")),
        "factor": (
            env._("Your second factor was reset."),
            env._("Sign in with your password; you get a code by mail.")),
        "network": (
            env._("Your network has changed to one from which staff cannot work."),
            env._("Connect to the network of your agency, then sign in again.")),
        "archived": (
            env._("This account is closed."),
            env._("Ask the administrator of your agency.")),
    }
    if reason not in texts:
        return None
    title, text = texts[reason]
    return {"kind": "info", "title": title, "text": text}


def get_network_notice(env, address):
    """Tell everybody who comes from outside that staff cannot work from there."""
    if env["gotgan.security.policy"]._is_allowed(address):
        return None
    return {
        "kind": "warning",
        "title": env._("Staff cannot sign in from your present network (%(address)s).",
                       address=address),
        "text": env._("Connect to the network of your agency. If you need this one, ask the "
                      "security officer to allow it."),
    }
