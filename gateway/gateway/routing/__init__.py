"""From a path to a service and back: what may be asked, who answers, and when a service is left alone."""
