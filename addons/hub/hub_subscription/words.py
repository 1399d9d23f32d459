"""What a person is told about an answer that cannot be taken."""


def explain_fault(env, code):
    """Return the words for a fault's ``code``, in the language of ``env``."""
    return {**_get_agency_words(env), **_get_officer_words(env), **_get_other_words(env)}[code]


def _get_agency_words(env):
    return {
        "kind": env._("Choose the kind of your agency."),
        "agency_name": env._(
            "Enter the agency's full name, 2 to 60 characters, as in its business registration."
        ),
        "business_number": env._(
            "This is no valid business registration number. Check its ten digits against the "
            "business registration certificate, such as 999-82-12347."
        ),
        "government": env._(
            "Choose the local government from the list: your own, or the one your agency "
            "belongs to."
        ),
        "address": env._(
            "Enter 2 to 31 small letters, digits or hyphens, a letter first and no hyphen last, "
            "such as gaon-culture."
        ),
        "address_taken": env._("This address is in use. Choose another one."),
    }


def _get_officer_words(env):
    return {
        "officer_name": env._("Enter the name of the officer in charge, 2 to 40 characters."),
        "officer_department": env._("Enter the department, such as 경영지원팀."),
        "email": env._(
            "Enter one e-mail address, such as name@agency.or.kr. The code is sent there."
        ),
        "phone": env._("Enter the telephone number with its area code, such as 02-123-4567."),
        "code_malformed": env._("Enter the six digits of the code that was sent by e-mail."),
        "code_wrong": env._(
            "This is not the code that was sent last. Check the digits in the latest mail."
        ),
        "code_ended": env._(
            "This code has ended: ten minutes or five tries are over. Have a new code sent."
        ),
        "too_often": env._(
            "There were too many attempts in a short time. Try again in ten minutes; what you "
            "have entered is kept."
        ),
    }


def _get_other_words(env):
    return {
        "plan": env._("Choose a plan."),
        "users": env._("Enter the number of users as a whole number from 1 to 5,000."),
        "gib": env._("Enter the storage in GiB as a whole number from 1 to 10,000."),
        "months": env._("Enter the months of the contract as a whole number from 1 to 60."),
        "consent": env._("Tick the box: without this consent the application cannot be received."),
        "terms_changed": env._(
            "The text has changed since you opened the page. Read the present text and agree "
            "again."
        ),
        "price_changed": env._(
            "The price has changed since you opened the page. Look at the present amounts and "
            "send the page again."
        ),
        "no_terms": env._(
            "The texts to agree to are being changed. Try again a little later; what you have "
            "entered is kept."
        ),
        "robot": env._("Leave this box empty, and send the page again."),
    }
