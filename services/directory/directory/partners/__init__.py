"""Partners: funders, public bodies and makers beside the places."""
