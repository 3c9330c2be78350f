"""Answering sockets: uvicorn, with a shorter way for what is in memory, and bounds that uvicorn leaves to others."""
