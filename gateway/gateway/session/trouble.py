"""What a person sees whose sign-in comes to nothing: they are on their way between two sites, where no client runs."""

from chassis.refusals import Refusal

AWAY = 503
PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/docs/missing.css">
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
<p lang="en"><strong>{english_title}</strong> {english_text}</p>
<p><a href="/auth/login">Réessayer · <span lang="en">Try again</span></a></p>
<p><a href="/">Retour au navigateur · <span lang="en">Back to the navigator</span></a></p>
</main>
</body>
</html>
"""
UNAVAILABLE = {
    "title": "La connexion est momentanément indisponible",
    "text": "Tout ce qui se lit sans compte reste ouvert. Réessayez dans un instant.",
    "english_title": "Signing in is not possible at the moment.",
    "english_text": "Whatever needs no account stays open. Try again in a moment.",
}
FAILED = {
    "title": "La connexion n’a pas abouti",
    "text": "Elle a été commencée ailleurs, a trop attendu ou a été refusée. Rien n’a changé : recommencez d’ici.",
    "english_title": "You were not signed in.",
    "english_text": "It was begun elsewhere, waited too long or was refused. Nothing has changed: begin again here.",
}


def page(refusal: Refusal) -> str:
    """The page for this refusal."""
    return PAGE.format(**(UNAVAILABLE if refusal.status == AWAY else FAILED))
