"""The page that stands in for the web client until it is built."""

PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Le client web n’est pas encore construit</title>
<link rel="stylesheet" href="/docs/missing.css">
</head>
<body>
<main>
<h1>Le client web n’est pas encore construit</h1>
<p>La passerelle répond, mais elle ne trouve pas <code>index.html</code> sous <code>{root}</code>.</p>
<p>À la racine du dépôt : <code>make web</code> le construit, <code>make run</code> le construit et démarre tout.
La variable <code>WEB_ROOT</code> dit où il est.</p>
<h2 lang="en">The web client is not built yet</h2>
<p lang="en">The gateway answers, but finds no <code>index.html</code> there. At the root of the repository,
<code>make web</code> builds it, <code>make run</code> builds it and starts everything.</p>
<p>En attendant · meanwhile : <a href="/docs">API</a> · <a href="/readyz">/readyz</a></p>
</main>
</body>
</html>
"""
