"""What stands between the network and the pages: who may connect, in which language, and how the server is doing."""
